package dev.tankfleet.testkit.time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits, within a bound, for what other threads do. Looks again every 2 ms on the test's thread.
 * For sockets and real servers only; what has a clock is tested by moving it.
 */
public final class Eventually {
    private static final Duration PAUSE = Duration.ofMillis(2);

    private Eventually() {}

    /** Something that is not so yet, but will be. */
    @FunctionalInterface
    public interface Assertion {
        /** Throws an {@link AssertionError} as long as it is not so. */
        void check() throws Exception;
    }

    /**
     * Waits until an assertion passes.
     *
     * @param max time to wait
     * @throws AssertionError the last failure, when it does not pass in time
     */
    public static void eventually(Duration max, Assertion assertion) throws Exception {
        long startNs = System.nanoTime();
        for (var failure = failureOf(assertion); failure != null; failure = failureOf(assertion)) {
            if (System.nanoTime() - startNs > max.toNanos()) {
                throw new AssertionError(
                        "not within %s: %s".formatted(max, failure.getMessage()), failure);
            }
            pause();
        }
    }

    /**
     * Waits until a condition holds.
     *
     * @param max time to wait
     * @param what the condition in words, for the failure
     * @throws AssertionError when it does not hold in time
     */
    public static void eventuallyTrue(Duration max, String what, BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > max.toNanos()) {
                throw new AssertionError("not within %s: %s".formatted(max, what));
            }
            pause();
        }
    }

    private static @Nullable AssertionError failureOf(Assertion assertion) throws Exception {
        try {
            assertion.check();
            return null;
        } catch (AssertionError e) {
            return e;
        }
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new AssertionError("interrupted while waiting");
        }
    }
}
