package dev.tankfleet.matchmaker;

import static dev.tankfleet.matchmaker.Fleet.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.matchmaker.Fleet.Answer;
import dev.tankfleet.proto.command.CommandReply.RefusalCode;
import dev.tankfleet.proto.command.ServerCommand.CancelMatch;
import dev.tankfleet.proto.command.ServerCommand.PrepareMatch;
import dev.tankfleet.proto.session.OneTimeToken;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

final class FindIT {
    private final Fleet fleet = Fleet.start();

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void answersAsTheContractSays() {
        var server = fleet.server("eu", "a", 4);

        var found = fleet.find("anna");

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.text("websocket_url")).isEqualTo("ws://127.0.0.1:18080");
        assertThat(found.text("region")).isEqualTo("eu");
        assertThat(found.json().path("gateways").path(0).asText())
                .isEqualTo("ws://127.0.0.1:18080");
        assertThat(Instant.parse(found.text("expires_at")))
                .isBetween(Instant.now().plusSeconds(20), Instant.now().plusSeconds(31));
        assertThat(found.header("Cache-Control")).isEqualTo("no-store");
        var prepare = server.heard(PrepareMatch.class).getFirst();
        assertThat(prepare.matchId()).isEqualTo(found.text("match_id"));
        assertThat(prepare.attempt()).isEqualTo(1);
        assertThat(prepare.joinWithin()).isEqualTo(Duration.ofSeconds(30));
        assertThat(prepare.seats().getFirst().tokenSha256())
                .isEqualTo(OneTimeToken.sha256(found.text("token")));
    }

    @Test
    void seatsSixteenWhoComeAtOnceInOneMatch() {
        var server = fleet.server("eu", "a", 4);
        fleet.server("eu", "b", 4);

        var answers = findAtOnce(16);

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(matches(answers)).hasSize(1);
        assertThat(answers.stream().map(answer -> answer.text("token")).distinct()).hasSize(16);
        assertThat(server.heard(PrepareMatch.class).size()).isLessThanOrEqualTo(1);
    }

    @Test
    void seatsSeventeenWhoComeAtOnceInTwoMatches() {
        fleet.server("eu", "a", 4);
        fleet.server("eu", "b", 4);

        var answers = findAtOnce(17);

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(matches(answers)).hasSize(2);
    }

    @Test
    void givesAPlayerWithASeatTheSameMatchAndAFreshToken() {
        var server = fleet.server("eu", "a", 4);
        var first = fleet.find("anna");

        var second = fleet.find("anna");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("match_id")).isEqualTo(first.text("match_id"));
        assertThat(second.text("token")).isNotEqualTo(first.text("token"));
        assertThat(server.heard(PrepareMatch.class)).hasSize(1);
    }

    @Test
    void putsParallelFindsOfOnePlayerIntoOneMatch() {
        fleet.server("eu", "a", 4);
        fleet.server("us", "b", 4);

        var answers =
                Fleet.atOnce(
                        IntStream.range(0, 8)
                                .<Callable<Answer>>mapToObj(_ -> () -> fleet.find("anna"))
                                .toList());

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(matches(answers)).hasSize(1);
        assertThat(fleet.count("SELECT count(*) FROM matchmaker.placement")).isEqualTo(1);
    }

    @Test
    void refusesWhenNoServerSpeaks() {
        var answer = fleet.find("anna");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("no_server");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(fleet.count("SELECT count(*) FROM matchmaker.placement WHERE state <> 'ended'"))
                .isZero();
    }

    @Test
    void asksTheNextServerWhenOneRefuses() {
        var unwilling = fleet.server("eu", "a", 4);
        unwilling.refuses(RefusalCode.DRAINING);
        var willing = fleet.server("us", "b", 4);

        var found = findNear("anna", "eu");

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.text("region")).isEqualTo("us");
        assertThat(unwilling.heard(PrepareMatch.class)).hasSize(1);
        assertThat(unwilling.heard(CancelMatch.class)).isEmpty();
        assertThat(willing.heard(PrepareMatch.class).getFirst().attempt()).isEqualTo(2);
    }

    @Test
    void leavesASilentServerAndCancelsItsLateMatch() {
        var silent = fleet.server("eu", "a", 4);
        silent.isSilent();
        var willing = fleet.server("us", "b", 4);

        var found = findNear("anna", "eu");

        assertThat(found.status()).isEqualTo(200);
        var second = willing.heard(PrepareMatch.class).getFirst();
        assertThat(second.matchId()).isEqualTo(found.text("match_id"));
        assertThat(second.attempt()).isEqualTo(2);
        eventually(() -> silent.heard(CancelMatch.class).size() == 1);
        silent.isWilling();
        silent.answersLate();
        eventually(() -> silent.heard(CancelMatch.class).size() == 2);
        assertThat(silent.heard(CancelMatch.class))
                .containsOnly(new CancelMatch(found.text("match_id"), 1));
        eventually(() -> silent.players().isEmpty());
        assertThat(fleet.count("SELECT count(*) FROM matchmaker.placement WHERE state = 'live'"))
                .isEqualTo(1);
    }

    @Test
    void givesTheReservationOfASilentServerBack() {
        var server = fleet.server("eu", "a", 1);
        server.isSilent();
        var refused = fleet.find("anna");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("servers_silent");
        assertThat(refused.header("Retry-After")).isEqualTo("1");

        server.isWilling();
        server.announce();
        eventually(() -> fleet.find("anna").status() == 200);
    }

    @Test
    void triesAtMostThreeServers() {
        var servers =
                List.of("a", "b", "c", "d").stream().map(n -> fleet.server("eu", n, 4)).toList();
        servers.forEach(server -> server.refuses(RefusalCode.NOT_ALLOCATED));

        assertThat(fleet.find("anna").code()).isEqualTo("servers_silent");
        assertThat(servers.stream().mapToInt(s -> s.heard(PrepareMatch.class).size()).sum())
                .isEqualTo(3);
    }

    private List<Answer> findAtOnce(int players) {
        return Fleet.atOnce(
                IntStream.range(0, players)
                        .<Callable<Answer>>mapToObj(i -> () -> fleet.find("player-" + i))
                        .toList());
    }

    private Answer findNear(String player, String region) {
        return fleet.find(
                player,
                "{\"user_id\":\"%s\",\"game_mode\":\"free_for_all\",\"latencies\":{\"%s\":5}}"
                        .formatted(player, region));
    }

    private static List<String> matches(List<Answer> answers) {
        return answers.stream().map(answer -> answer.text("match_id")).distinct().toList();
    }
}
