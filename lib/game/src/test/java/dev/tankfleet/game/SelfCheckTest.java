package dev.tankfleet.game;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.game.view.Phase;

import org.junit.jupiter.api.Test;

final class SelfCheckTest {

    /**
     * When the rules of the game were changed on purpose, the number in the message is the new one.
     */
    @Test
    void comesToTheHashThatTheJarNames() {
        int hash = SelfCheck.run();

        assertThat(Integer.toHexString(hash))
                .as("SelfCheck.EXPECTED_HASH")
                .isEqualTo(Integer.toHexString(SelfCheck.EXPECTED_HASH));
    }

    @Test
    void goesThroughEveryStageOfAHeist() {
        Simulation heist = SelfCheck.runHeist();

        assertThat(heist.view().phase()).isEqualTo(Phase.ENDED_BY_ESCAPE);
        assertThat(heist.view().objective().heldPermille()).isEqualTo(1_000);
        assertThat(heist.view().tick()).isLessThan(SelfCheck.HEIST_TICKS);
    }
}
