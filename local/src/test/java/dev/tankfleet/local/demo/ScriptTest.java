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

    @Test
    void isSettledHalfASecondAfterTheThrottleChanged() {
        var script = new Script(INPUTS, false);
        int hold = firstChangeAfter(script, 16);
        int back = firstChangeAfter(script, hold + 1);

        assertThat(script.isSettled(hold - 1)).isTrue();
        assertThat(script.isSettled(hold)).isFalse();
        assertThat(script.isSettled(back + 14)).isFalse();
        assertThat(script.isSettled(back + 15)).isTrue();
    }

    private static int firstChangeAfter(Script script, int seq) {
        return IntStream.range(seq, INPUTS)
                .filter(at -> script.throttle(at) != script.throttle(at - 1))
                .findFirst()
                .orElseThrow();
    }
}
