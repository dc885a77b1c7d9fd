package dev.tankfleet.matchmaker;

import static dev.tankfleet.matchmaker.Fleet.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.matchmaker.command.CommandConfig;
import dev.tankfleet.proto.command.ServerCommand.PrepareMatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** What happens when no more commands may be under way. */
final class CommandBoundIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Fleet fleet = Fleet.commanding(new CommandConfig(LONG, LONG, LONG, 1));
    private final ScriptedServer eu = fleet.server("eu", "a", 4);
    private final ScriptedServer us = fleet.server("us", "b", 4);

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void saysThatItIsBusyAndHoldsItAgainstNoServer() {
        eu.isSilent();

        var statuses =
                Fleet.atOnce(
                        List.<Callable<Integer>>of(
                                () -> findIn("eu", "anna").status(),
                                () -> {
                                    eventually(() -> !eu.heard(PrepareMatch.class).isEmpty());
                                    var refused = findIn("us", "bob");
                                    eu.isWilling();
                                    eu.answersLate();
                                    assertThat(refused.code()).isEqualTo("busy");
                                    assertThat(refused.header("Retry-After")).isEqualTo("1");
                                    return refused.status();
                                }));

        assertThat(statuses).containsExactly(200, 503);
        assertThat(us.heard).isEmpty();
        // The server has said nothing since: were it set aside, it would get no match.
        assertThat(findIn("us", "bob").status()).isEqualTo(200);
    }

    private Fleet.Answer findIn(String region, String player) {
        return fleet.find(
                player,
                "{\"user_id\":\"%s\",\"game_mode\":\"free_for_all\",\"region\":\"%s\"}"
                        .formatted(player, region));
    }
}
