package dev.tankfleet.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.local.fleet.FleetFigures;
import dev.tankfleet.player.match.WorldState;
import dev.tankfleet.player.match.WorldState.Tank;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

final class OutcomeTest {
    private static final FleetFigures CLEAN = new FleetFigures(2, 2, 2, 0, 0);

    @Test
    void isContentWithPlayersWhoGotWhatWasPromised() {
        var outcome = outcome(List.of(sighting("m1", 30), sighting("m1", 30)), CLEAN);

        assertThat(outcome.failures()).isEmpty();
    }

    @Test
    void namesEachComplaintWithItsPlayer() {
        var unhappy = sighting("m1", 30, "no AUTH_OK within 5 s");

        assertThat(outcome(List.of(sighting("m1", 30), unhappy), CLEAN).failures())
                .containsExactly("player 2: no AUTH_OK within 5 s");
    }

    @Test
    void wantsTwentyFiveStatesASecondWhenStrict() {
        assertThat(outcome(List.of(sighting("m1", 24)), CLEAN).failures())
                .containsExactly("player 1: 24.0 states/s (expected: >= 25)");
    }

    @Test
    void allowsNoMoreMatchesThanThePlayersFill() {
        var scattered = List.of(sighting("m1", 30), sighting("m2", 30));

        assertThat(outcome(scattered, CLEAN).failures())
                .containsExactly("2 matches in eu (expected: <= 1)");
    }

    @Test
    void tellsOfErrorLinesAndDroppedMessages() {
        var outcome = outcome(List.of(sighting("m1", 30)), new FleetFigures(2, 2, 2, 5, 7));

        assertThat(outcome.failures())
                .containsExactly("7 ERROR log lines", "5 dropped bus messages");
    }

    @ParameterizedTest
    @CsvSource({"0,10", "49,10", "8,5", "8,121"})
    void refusesAPlanThatCannotBePlayed(int players, int seconds) {
        assertThatThrownBy(() -> new DemoPlan(players, seconds, false))
                .isInstanceOf(DemoPlan.Unplayable.class)
                .hasMessageContaining("expected: ");
    }

    private static Outcome outcome(List<Sighting> sightings, FleetFigures figures) {
        var servers = sightings.stream().map(sighting -> "server").toList();
        var plan = new DemoPlan(sightings.size(), 10, true);
        return new Outcome(plan, new Histogram(3), sightings, servers, figures);
    }

    private static Sighting sighting(String matchId, double statesPerSecond, String... complaints) {
        var script = new Script(300, false);
        var track = new Track(script, 1);
        for (int tick = 1; tick <= 30; tick++) {
            var tank = new Tank(1, "me", false, tick * 0.2, 0, 0, 0, 100, true, 0);
            track.onState(new WorldState(tick, tick, 9_000, List.of(tank), List.of()));
        }
        return new Sighting(
                matchId,
                "eu",
                track,
                script,
                30,
                statesPerSecond,
                new Histogram(3),
                0,
                0,
                new ArrayList<>(List.of(complaints)));
    }
}
