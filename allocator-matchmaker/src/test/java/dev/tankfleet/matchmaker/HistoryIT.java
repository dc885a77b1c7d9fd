package dev.tankfleet.matchmaker;

import static dev.tankfleet.matchmaker.Fleet.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.proto.command.Epochs;
import dev.tankfleet.proto.result.MatchResult;
import dev.tankfleet.proto.result.MatchResult.PlayerScore;
import dev.tankfleet.proto.result.MatchResult.Reason;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a player is told of the matches that he has finished, and that each is stored once. */
final class HistoryIT {
    private static final int MATCHES = 45;
    private static final long FIRST_END_MS = 1_700_000_000_000L;

    private static Fleet fleet;
    private static ScriptedServer server;
    private static int storedAtStart;

    @BeforeAll
    static void start() {
        fleet = Fleet.start();
        server = fleet.server("eu", "a", 4);
        // Results come as they come, and some of them twice.
        var order = new ArrayList<Integer>();
        for (int i = 0; i < MATCHES; i++) {
            order.add(i);
            if (i % 5 == 0) {
                order.add(i);
            }
        }
        Collections.shuffle(order, new Random(4));
        for (int i = 0; i < order.size(); i++) {
            int match = order.get(i);
            server.publishResult("message-" + i, result(match, 1, match).write());
        }
        eventually(() -> results("stored") + results("duplicate") == order.size());
        storedAtStart = results("stored");
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void storesEachMatchOnceWhateverComesTwice() {
        assertThat(storedAtStart).isEqualTo(MATCHES);
        assertThat(fleet.count("SELECT count(*) FROM matchmaker.match_result WHERE map = 'arena'"))
                .isEqualTo(MATCHES);
        assertThat(
                        fleet.count(
                                "SELECT count(*) FROM matchmaker.match_score WHERE player_id ="
                                        + " 'anna'"))
                .isEqualTo(MATCHES);
    }

    @Test
    void showsTheNewestTwenty() {
        var page = history("anna", "");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text("player_id")).isEqualTo("anna");
        assertThat(matches(page)).hasSize(20).startsWith("m-44", "m-43").endsWith("m-25");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        var newest = page.json().path("matches").path(0);
        assertThat(newest.path("mode").asText()).isEqualTo("free_for_all");
        assertThat(newest.path("map").asText()).isEqualTo("arena");
        assertThat(newest.path("region").asText()).isEqualTo("eu");
        assertThat(newest.path("ended_at").asText()).isEqualTo("2023-11-14T22:27:20.250Z");
        assertThat(newest.path("started_at").asText()).isEqualTo("2023-11-14T22:22:20.250Z");
        assertThat(newest.path("reason").asText()).isEqualTo("time_limit");
        assertThat(newest.path("kills").asInt()).isEqualTo(44);
        assertThat(newest.path("deaths").asInt()).isEqualTo(1);
        assertThat(newest.path("score").asInt()).isEqualTo(100);
        assertThat(newest.path("place").asInt()).isEqualTo(2);
        assertThat(newest.path("players").asInt()).isEqualTo(4);
    }

    @Test
    void leadsThroughAllPagesWithoutALossOrARepetition() {
        var seen = new ArrayList<String>();
        var page = history("anna", "?limit=7");
        seen.addAll(matches(page));
        int pages = 1;
        while (page.json().has("next")) {
            page = history("anna", "?limit=7&before=" + page.text("next"));
            seen.addAll(matches(page));
            pages++;
        }

        assertThat(pages).isEqualTo(7);
        assertThat(seen).hasSize(MATCHES).doesNotHaveDuplicates();
        assertThat(seen.getFirst()).isEqualTo("m-44");
        // The oldest three ended in the same ms; their ids tell which goes first.
        assertThat(seen.subList(MATCHES - 3, MATCHES)).containsExactly("m-02", "m-01", "m-00");
    }

    @Test
    void sharesAPlaceBetweenEqualScores() {
        assertThat(history("bob", "?limit=1").json().path("matches").path(0).path("place").asInt())
                .isEqualTo(2);
        assertThat(history("carl", "?limit=1").json().path("matches").path(0).path("place").asInt())
                .isEqualTo(1);
        assertThat(history("dora", "?limit=1").json().path("matches").path(0).path("place").asInt())
                .isEqualTo(4);
    }

    @Test
    void showsNothingToOneWhoHasFinishedNothing() {
        var page = history("newcomer", "");

        assertThat(page.status()).isEqualTo(200);
        assertThat(matches(page)).isEmpty();
        assertThat(page.json().has("next")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, bad_limit",
        "limit=51, bad_limit",
        "limit=-1, bad_limit",
        "limit=1.5, bad_limit",
        "limit=, bad_limit",
        "limit=5&limit=6, bad_limit",
        "before=, bad_cursor",
        "before=m-1, bad_cursor",
        "before=1.a.b, bad_cursor",
        "before=.m-1, bad_cursor",
        "before=1700000000000., bad_cursor",
        "before=9999999999999999.m-1, bad_cursor",
        "before=1.m&before=2.m, bad_cursor",
        "before=1%27%20OR%201=1.m, bad_cursor"
    })
    void refusesParametersThatBreakTheirRule(String query, String code) {
        var answer = history("anna", "?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void takesTheWholeRangeOfLimits() {
        assertThat(matches(history("anna", "?limit=1"))).hasSize(1);
        assertThat(matches(history("anna", "?limit=50"))).hasSize(MATCHES);
        assertThat(history("anna", "?limit=50").json().has("next")).isFalse();
    }

    @Test
    void showsEachPlayerHisOwnHistoryAlone() {
        var others =
                fleet.get(
                        "/players/anna/history",
                        "Authorization",
                        "Bearer " + Fleet.TOKENS.of("bob"));
        var nobodys = fleet.get("/players/anna/history");
        var nonsense = fleet.get("/players/anna/history", "Authorization", "Bearer nonsense");

        assertThat(others.status()).isEqualTo(403);
        assertThat(others.code()).isEqualTo("not_your_history");
        assertThat(nobodys.status()).isEqualTo(401);
        assertThat(nobodys.code()).isEqualTo("missing_token");
        assertThat(nonsense.code()).isEqualTo("invalid_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a%27b", "%2e%2e"})
    void knowsNoPlayerWithoutAnId(String id) {
        var answer = fleet.get("/players/" + id + "/history");

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void keepsTheLaterAttemptWhenTheEarlierOneSpeaksAfterIt() {
        long before = results("duplicate");
        server.publishResult("late-2", attempt(2, 9).write());
        server.publishResult("late-1", attempt(1, 3).write());

        eventually(() -> results("duplicate") == before + 1);
        var match = history("eve", "").json().path("matches");

        assertThat(match.size()).isEqualTo(1);
        assertThat(match.path(0).path("kills").asInt()).isEqualTo(9);
    }

    private static Fleet.Answer history(String player, String query) {
        return fleet.get(
                "/players/" + player + "/history" + query,
                "Authorization",
                "Bearer " + Fleet.TOKENS.of(player),
                "Accept",
                "*/*");
    }

    private static List<String> matches(Fleet.Answer page) {
        return page.json().path("matches").findValuesAsText("match_id");
    }

    private static int results(String outcome) {
        var counter =
                fleet.registry.find("matchmaker.result.messages").tag("outcome", outcome).counter();
        return counter == null ? 0 : (int) counter.count();
    }

    private static MatchResult result(int match, int attempt, int kills) {
        long endedAtMs = FIRST_END_MS + 250 + Math.max(0, match - 2) * 20_000L;
        return new MatchResult(
                "m-%02d".formatted(match),
                "eu-a",
                "eu",
                "free_for_all",
                "arena",
                Epochs.firstOf(attempt),
                endedAtMs - 300_000,
                endedAtMs,
                9_000,
                Reason.TIME_LIMIT,
                List.of(
                        new PlayerScore("anna", kills, 1, 100),
                        new PlayerScore("bob", 1, 1, 100),
                        new PlayerScore("carl", 9, 0, 300),
                        new PlayerScore("dora", 0, 9, 0)));
    }

    private static MatchResult attempt(int attempt, int kills) {
        return new MatchResult(
                "late",
                "eu-a",
                "eu",
                "free_for_all",
                "crossing",
                Epochs.firstOf(attempt),
                1_000,
                2_000,
                30,
                Reason.ABORTED,
                List.of(new PlayerScore("eve", kills, 0, 10)));
    }
}
