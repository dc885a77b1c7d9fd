package dev.tankfleet.agones.emulator.loop;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Has a loop run commands, and waits for what comes of them. Any thread but the loop's own may call
 * it; it has no state.
 *
 * @param loop runs them
 */
public record Calls(Loop loop) {
    private static final long ANSWER_MAX_S = 5;

    /**
     * Runs a command on the loop; its exception is the caller's.
     *
     * @throws IllegalStateException if the loop does not take it, or does not answer in time
     */
    public <T> T call(Callable<T> command) {
        var answer = new FutureTask<>(command);
        boolean isTaken = loop.offer(answer);
        if (!isTaken) {
            throw new IllegalStateException("the emulator is closed, or its mailbox is full");
        }
        try {
            return answer.get(ANSWER_MAX_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the emulator", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "no answer from the emulator in " + ANSWER_MAX_S + " s", e);
        }
    }
}
