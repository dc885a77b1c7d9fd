package dev.tankfleet.matchmaker;

import static dev.tankfleet.matchmaker.Fleet.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.proto.command.CommandReply.RefusalCode;
import dev.tankfleet.proto.command.Epochs;
import dev.tankfleet.proto.command.ServerCommand.PrepareMatch;
import dev.tankfleet.proto.result.MatchResult;
import dev.tankfleet.proto.result.MatchResult.PlayerScore;
import dev.tankfleet.proto.result.MatchResult.Reason;
import dev.tankfleet.proto.status.SeatEnded;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

/** How placements begin, end and are found again; keys, limits and results. */
final class PlacementLifeIT {
    private static final String FREE_FOR_ALL =
            "{\"user_id\":\"anna\",\"game_mode\":\"free_for_all\"}";
    private static final String LIVE =
            "SELECT count(*) FROM matchmaker.placement WHERE state = 'live'";

    private final Fleet fleet = Fleet.start(new ScriptedAllocator(), 0, 5);
    private final ScriptedServer server = fleet.server("eu", "a", 4);

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void makesANewMatchWhenTheServerForgotTheOldOne() {
        var first = fleet.find("anna");
        server.forget(first.text("match_id"));
        server.announce();

        var second = fleet.find("anna");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("match_id")).isNotEqualTo(first.text("match_id"));
        assertThat(fleet.count("SELECT count(*) FROM matchmaker.placement WHERE cause = 'refused'"))
                .isEqualTo(1);
    }

    @Test
    void keepsThePlacementWhenTheServerOnlyRefusesForNow() {
        var first = fleet.find("anna");
        server.refuses(RefusalCode.DRAINING);

        var second = fleet.find("anna");

        assertThat(second.status()).isEqualTo(503);
        assertThat(fleet.count(LIVE)).isEqualTo(1);
        server.isWilling();
        assertThat(fleet.find("anna").text("match_id")).isEqualTo(first.text("match_id"));
    }

    @Test
    void endsThePlacementWhenTheSeatEnds() {
        var found = fleet.find("anna");

        server.announce(
                new SeatEnded(found.text("match_id"), "anna", SeatEnded.Cause.NEVER_JOINED));

        eventually(() -> fleet.count(LIVE) == 0);
    }

    @Test
    void storesAResultOnceAndEndsItsPlacements() {
        var found = fleet.find("anna");
        var result = result(found.text("match_id"), "eu").write();

        server.publishResult(found.text("match_id"), result);
        server.publishResult(found.text("match_id") + "-again", result);

        eventually(() -> results("duplicate") == 1);
        assertThat(results("stored")).isEqualTo(1);
        assertThat(fleet.count(LIVE)).isZero();
        assertThat(fleet.count("SELECT kills FROM matchmaker.match_score WHERE player_id = 'anna'"))
                .isEqualTo(3);
    }

    @Test
    void keepsThePlacementsOfALaterAttemptWhateverAGivenUpOneSays() {
        var later = fleet.server("us", "b", 4);
        server.isSilent();
        var found =
                fleet.find(
                        "anna",
                        """
                        {"user_id":"anna","game_mode":"free_for_all","latencies":{"eu":5,"us":200}}\
                        """);
        assertThat(found.text("region")).isEqualTo("us");
        server.isWilling();
        server.announce();
        var other =
                fleet.find(
                        "bob",
                        """
                        {"user_id":"bob","game_mode":"free_for_all","region":"eu"}\
                        """);
        var matchId = found.text("match_id");

        server.announce(
                new SeatEnded(matchId, "anna", SeatEnded.Cause.NEVER_JOINED),
                new SeatEnded(other.text("match_id"), "bob", SeatEnded.Cause.NEVER_JOINED));
        eventually(() -> fleet.count(LIVE) == 1);
        server.publishResult(matchId, result(matchId, "eu").write());
        eventually(() -> results("stored") == 1);

        assertThat(fleet.count(LIVE + " AND player_id = 'anna'")).isEqualTo(1);

        later.publishResult(matchId, resultOfAttempt(2, matchId, "us", 5).write());
        eventually(() -> results("stored") == 2);

        assertThat(fleet.count(LIVE)).isZero();
        assertThat(fleet.count("SELECT kills FROM matchmaker.match_score WHERE player_id = 'anna'"))
                .isEqualTo(5);
        assertThat(fleet.count("SELECT epoch FROM matchmaker.match_result")).isEqualTo(2_000);
    }

    @Test
    void dropsResultsThatCannotBeTrue() {
        server.publishResult("m1", "no json".getBytes(StandardCharsets.UTF_8));
        server.publishResult("m2", result("m2", "us").write());

        eventually(() -> results("dropped") == 2);
        assertThat(fleet.count("SELECT count(*) FROM matchmaker.match_result")).isZero();
    }

    @Test
    void answersTheSameToTheSameKeyAndBody() {
        var first = fleet.find("anna", FREE_FOR_ALL, "Idempotency-Key", "k1");
        var second = fleet.find("anna", FREE_FOR_ALL, "Idempotency-Key", "k1");
        var other =
                fleet.find(
                        "anna",
                        "{\"user_id\":\"anna\",\"game_mode\":\"duel\"}",
                        "Idempotency-Key",
                        "k1");

        assertThat(second.response().body()).isEqualTo(first.response().body());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("key_reused");
    }

    @Test
    void tellsASecondRequestWhenTheFirstIsStillUnderWay() {
        server.isSilent();
        var both =
                Fleet.atOnce(
                        List.<Callable<Integer>>of(
                                () ->
                                        fleet.find("anna", FREE_FOR_ALL, "Idempotency-Key", "k1")
                                                .status(),
                                () -> {
                                    eventually(() -> !server.heard(PrepareMatch.class).isEmpty());
                                    return fleet.find("anna", FREE_FOR_ALL, "Idempotency-Key", "k1")
                                            .status();
                                }));

        // The first one ends within a second, with a no that both may hear.
        assertThat(both.getFirst()).isEqualTo(503);
        assertThat(both.getLast()).isIn(409, 503);
    }

    @Test
    void limitsHowOftenAPlayerFinds() {
        // A slow machine earns a try or two between the calls.
        var refused = fleet.find("anna");
        for (int i = 0; i < 20 && refused.status() == 200; i++) {
            refused = fleet.find("anna");
        }

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("too_many_finds");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(fleet.find("bob").status()).isEqualTo(200);
    }

    private int results(String outcome) {
        var counter =
                fleet.registry.find("matchmaker.result.messages").tag("outcome", outcome).counter();
        return counter == null ? 0 : (int) counter.count();
    }

    private static MatchResult result(String matchId, String region) {
        return resultOfAttempt(1, matchId, region, 3);
    }

    private static MatchResult resultOfAttempt(
            int attempt, String matchId, String region, int kills) {
        return new MatchResult(
                matchId,
                region + "-a",
                region,
                "free_for_all",
                "arena",
                Epochs.firstOf(attempt),
                1_000,
                2_000,
                30,
                Reason.TIME_LIMIT,
                List.of(new PlayerScore("anna", kills, 1, 30)));
    }
}
