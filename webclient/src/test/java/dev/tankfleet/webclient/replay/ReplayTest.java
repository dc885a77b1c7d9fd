package dev.tankfleet.webclient.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.Rules;

import org.junit.jupiter.api.Test;

final class ReplayTest {
    private static final int[] FORWARDS = {0, 0, 1_000, 0, 0, 0, 0};

    @Test
    void takesEachInputBeforeItsTick() {
        int[] late = {5, 0, 1_000, 0, 0, 0, 0};

        assertThat(hash(4, late)).isEqualTo(hash(4, new int[0])).isNotEqualTo(hash(4, FORWARDS));
        assertThat(hash(6, late)).isNotEqualTo(hash(6, new int[0]));
    }

    @Test
    void refusesARowThatIsCutOff() {
        assertThatThrownBy(() -> hash(1, new int[] {0, 0, 1_000}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("script: 3 numbers (expected: rows of 7)");
    }

    @Test
    void refusesToPlayForEver() {
        assertThatThrownBy(() -> hash(Replay.TICKS_MAX + 1, FORWARDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ticks: 18001 (expected: 0 to 18000)");
    }

    @Test
    void refusesTheInputOfABot() {
        assertThatThrownBy(() -> hash(1, new int[] {0, 1, 1_000, 0, 0, 0, 0}))
                .isInstanceOf(IllegalStateException.class);
    }

    private static int hash(int ticks, int[] script) {
        return Replay.hash(Maps.crossfire(), Rules.freeForAll(), 1, 1, ticks, script);
    }
}
