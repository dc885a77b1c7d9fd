package dev.tankfleet.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;

final class EffortTest {
    @Test
    void handsOnWhatWasRead() {
        assertThat(Effort.<String, RuntimeException>bounded(10, () -> "read")).isEqualTo("read");
    }

    @Test
    void handsOnTheRefusal() {
        assertThatThrownBy(
                        () ->
                                Effort.bounded(
                                        10,
                                        () -> {
                                            throw new IOException("refused");
                                        }))
                .isInstanceOf(IOException.class);
    }

    @Test
    void blamesReaderThatMakesTooMuchGarbage() {
        assertThatThrownBy(() -> Effort.bounded(10, () -> new byte[4 * 1024 * 1024].length))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("bytes of garbage");
    }
}
