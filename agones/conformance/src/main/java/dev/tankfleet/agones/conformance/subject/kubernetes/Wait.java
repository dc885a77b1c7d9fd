package dev.tankfleet.agones.conformance.subject.kubernetes;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what a cluster does by itself. */
final class Wait {
    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    private Wait() {}

    /**
     * Waits until something is so.
     *
     * @param max time to wait
     * @throws IllegalStateException if it takes longer, or if the thread is interrupted
     */
    static void until(String what, Duration max, BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > max.toNanos()) {
                throw new IllegalStateException("not within " + max + ": " + what);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while waiting: " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
