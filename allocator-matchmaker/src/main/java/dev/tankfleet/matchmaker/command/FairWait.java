package dev.tankfleet.matchmaker.command;

import dev.tankfleet.matchmaker.command.CommandOutcome.NoAnswer;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for an answer and counts only time in which this process ran. Blocks its caller; without
 * state.
 *
 * <p>After a pause of the machine or of the collector every timer has run out, though the answers
 * may lie there unread: a plain wait would then call healthy servers silent, all at once. So the
 * wait is cut into slices, and however long a slice took, no more than its length is counted.
 */
final class FairWait {
    private static final long SLICE_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private FairWait() {}

    /** The answer; {@link NoAnswer} if the time is over, or the caller was interrupted. */
    static CommandOutcome await(Future<CommandOutcome> answer, Duration max) {
        for (long leftNs = max.toNanos(); leftNs > 0; leftNs -= SLICE_NS) {
            try {
                return answer.get(Math.min(leftNs, SLICE_NS), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                // The next slice.
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return new NoAnswer();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a command broke", e.getCause());
            }
        }
        return new NoAnswer();
    }
}
