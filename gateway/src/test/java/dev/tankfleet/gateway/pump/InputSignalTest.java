package dev.tankfleet.gateway.pump;

import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class InputSignalTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final InputSignal signal = new InputSignal();

    @Test
    void wakesTheOneWhoWaitsForLong() throws Exception {
        var thread = Thread.ofPlatform().start(() -> signal.await(Long.MAX_VALUE));
        eventuallyTrue(
                SOON, "somebody waits", () -> thread.getState() == Thread.State.TIMED_WAITING);

        signal.raise();

        assertThat(thread.join(SOON)).isTrue();
    }

    @Test
    void keepsARaiseThatCameBeforeTheWait() throws Exception {
        signal.raise();

        var thread = Thread.ofPlatform().start(() -> signal.await(Long.MAX_VALUE));

        assertThat(thread.join(SOON)).isTrue();
    }
}
