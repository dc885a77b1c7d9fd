package dev.tankfleet.testkit.time;

import static dev.tankfleet.testkit.time.Eventually.eventually;
import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

final class EventuallyTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void looksAgainUntilTheAssertionPasses() throws Exception {
        eventually(AMPLE, () -> assertThat(looks.incrementAndGet()).isEqualTo(3));

        assertThat(looks).hasValue(3);
    }

    @Test
    void givesUpWithTheLastFailure() {
        assertThatThrownBy(() -> eventually(SHORT, () -> assertThat(1).isEqualTo(2)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("not within PT0.02S: ")
                .hasMessageContaining("expected: 2");
    }

    @Test
    void passesOnWhatIsNoAssertion() {
        assertThatThrownBy(
                        () ->
                                eventually(
                                        AMPLE,
                                        () -> {
                                            throw new IOException("broken");
                                        }))
                .isInstanceOf(IOException.class);
    }

    @Test
    void namesTheConditionThatNeverHeld() {
        eventuallyTrue(AMPLE, "three looks", () -> looks.incrementAndGet() == 3);

        assertThatThrownBy(() -> eventuallyTrue(SHORT, "the bus is up", () -> false))
                .hasMessage("not within PT0.02S: the bus is up");
    }

    @Test
    void endsWhenTheTestIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> eventuallyTrue(AMPLE, "never", () -> false))
                .hasMessage("interrupted while waiting");
        assertThat(Thread.interrupted()).isTrue();
    }
}
