package dev.tankfleet.matchmaker;

import static dev.tankfleet.matchmaker.Fleet.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.matchmaker.Fleet.Answer;
import dev.tankfleet.proto.command.ServerCommand.AddSeats;
import dev.tankfleet.proto.command.ServerCommand.PrepareMatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Many who come while a match is being made. */
final class SharedMatchIT {
    private static final int PLAYERS = 8;
    private static final String PLACING =
            "SELECT count(*) FROM matchmaker.placement WHERE state = 'placing'";

    private final Fleet fleet = Fleet.patient();

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void carriesThoseWhoWaitForTheMatchTogether() {
        var server = fleet.server("eu", "a", 4);
        server.isSilent();

        var answers =
                Fleet.atOnce(
                        List.<Callable<List<Answer>>>of(
                                () -> findAtOnce(),
                                () -> {
                                    eventually(() -> fleet.count(PLACING) == PLAYERS);
                                    server.isWilling();
                                    server.answersLate();
                                    return List.of();
                                }));

        assertThat(answers.getFirst()).allMatch(answer -> answer.status() == 200);
        assertThat(answers.getFirst().stream().map(a -> a.text("match_id")).distinct()).hasSize(1);
        assertThat(server.heard(PrepareMatch.class)).hasSize(1);
        var commands = server.heard(AddSeats.class);
        assertThat(commands.stream().mapToInt(add -> add.seats().size()).sum())
                .isEqualTo(PLAYERS - 1);
        assertThat(commands.size()).isLessThan(PLAYERS - 1);
    }

    private List<Answer> findAtOnce() {
        return Fleet.atOnce(
                IntStream.range(0, PLAYERS)
                        .<Callable<Answer>>mapToObj(i -> () -> fleet.find("player-" + i))
                        .toList());
    }
}
