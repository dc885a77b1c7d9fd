package dev.tankfleet.game;

import static org.assertj.core.api.Assertions.assertThat;

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
}
