package dev.tankfleet.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.player.match.WorldState;
import dev.tankfleet.player.match.WorldState.Tank;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The way of a tank is told state by state; {@code Script} commands forward for inputs 1 to 49. */
final class TrackTest {
    private static final int OWN = 3;
    private static final int FORWARD = 30;

    private final Track track = new Track(new Script(300, false), OWN);

    @Test
    void countsMetresAlongTheHull() {
        track.onState(state(10, FORWARD, 0, 0, 0));
        track.onState(state(11, FORWARD, 0.5, 0, 0));
        track.onState(state(12, FORWARD, 1.0, 0, 0));

        assertThat(track.metres()).isEqualTo(1.0);
        assertThat(track.steps()).isEqualTo(2);
        assertThat(track.stepsAside()).isZero();
        assertThat(track.stepsAgainstCommand()).isZero();
    }

    @Test
    void seesAStepAcrossTheHull() {
        track.onState(state(10, FORWARD, 0, 0, 0));
        track.onState(state(11, FORWARD, 0, 0.5, 0));

        assertThat(track.stepsAside()).isEqualTo(1);
    }

    @Test
    void seesStepsBackWhenForwardWasCommandedForHalfASecond() {
        track.onState(state(10, FORWARD, 0, 0, 0));
        track.onState(state(24, FORWARD, 0, 0, 0));
        track.onState(state(25, FORWARD, -0.5, 0, 0));

        assertThat(track.stepsAside()).isZero();
        assertThat(track.settledSteps()).isEqualTo(1);
        assertThat(track.stepsAgainstCommand()).isEqualTo(1);
    }

    @Test
    void givesATankTimeToTurnRoundWhenTheCommandChangedInAStall() {
        int forwardAgain = 121;
        track.onState(state(10, FORWARD, 0, 0, 0));
        track.onState(state(40, forwardAgain, -0.5, 0, 0));
        track.onState(state(41, forwardAgain, -1.0, 0, 0));

        assertThat(track.settledSteps()).isZero();
    }

    @Test
    void turnsTheShortWayRound() {
        track.onState(state(10, FORWARD, 0, 0, 359));
        track.onState(state(11, FORWARD, 0.5, 0, 1));

        assertThat(track.stepsAside()).isZero();
    }

    @Test
    void seesATickThatDoesNotRiseAndAnInputThatFallsBack() {
        track.onState(state(10, 5, 0, 0, 0));
        track.onState(state(10, 4, 0, 0, 0));

        assertThat(track.ticksNotRising()).isEqualTo(1);
        assertThat(track.inputsNotRising()).isEqualTo(1);
        assertThat(track.states()).isEqualTo(2);
    }

    @Test
    void seesATankThatMovesASecondAfterItWasLeftAlone() {
        int still = new Script(300, false).stillFrom();
        track.onState(state(10, still, 0, 0, 0));
        track.onState(state(12, still, 0.5, 0, 0));
        assertThat(track.stillMetres()).as("rolling to a stop").isZero();

        track.onState(state(41, still, 0.5, 0, 0));
        track.onState(state(43, still, 1.0, 0, 0));

        assertThat(track.stillMetres()).isEqualTo(0.5);
    }

    @Test
    void takesARespawnForNoStep() {
        track.onState(state(10, FORWARD, 0, 0, 0));
        track.onState(state(11, FORWARD, 40, 40, 0));

        assertThat(track.metres()).isZero();
        assertThat(track.steps()).isZero();
    }

    private static WorldState state(int tick, int lastInputSeq, double x, double y, double hull) {
        var own = new Tank(OWN, "me", false, x, y, hull, 0, 100, true, 0);
        var other = new Tank(OWN + 1, "bot", true, 9, 9, 0, 0, 100, true, 0);
        return new WorldState(tick, lastInputSeq, 9_000, List.of(other, own), List.of());
    }
}
