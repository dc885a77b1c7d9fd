package dev.tankfleet.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

final class ScriptTest {
    private static final int INPUTS = 300;

    @Test
    void keepsAnIdlePlayersHandsOffFromTheFirstInput() {
        var idle = new Script(INPUTS, true);

        assertThat(IntStream.rangeClosed(1, INPUTS))
                .allMatch(seq -> idle.throttle(seq) == 0 && idle.turn(seq) == 0);
        assertThat(idle.stillFrom()).isEqualTo(1);
    }

    @Test
    void drivesBothWaysAndTurnsBothWays() {
        var script = new Script(INPUTS, false);

        assertThat(IntStream.rangeClosed(1, INPUTS).map(script::throttle)).contains(1, -1, 0);
        assertThat(IntStream.rangeClosed(1, INPUTS).map(script::turn)).contains(1, -1, 0);
    }

    @Test
    void leavesTheHullAloneForTheLastTwoSeconds() {
        var script = new Script(INPUTS, false);

        assertThat(script.stillFrom()).isEqualTo(INPUTS - 60);
        assertThat(IntStream.rangeClosed(script.stillFrom(), INPUTS))
                .allMatch(seq -> script.throttle(seq) == 0 && script.turn(seq) == 0);
    }
}
