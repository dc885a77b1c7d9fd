package dev.tankfleet.gateway.pump;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.LockSupport;

/**
 * Wakes the pump's thread when an input waits. Every thread may raise it; one thread waits.
 *
 * <p>A raise between the look and the park is not lost: the waiter names itself before it looks,
 * and {@code unpark} before {@code park} ends the park at once.
 */
final class InputSignal {
    private volatile boolean isRaised;
    private volatile @Nullable Thread waiter;

    void raise() {
        isRaised = true;
        LockSupport.unpark(waiter);
    }

    /**
     * Rest of a waiter that was raised while he worked, 0.1 ms: under load one walk serves many
     * inputs, and the pump leaves the core to others.
     */
    private static final long REST_NS = 100_000;

    /**
     * Waits until the signal is raised, at most this long, and lowers it. Returns early now and
     * then: look again.
     *
     * @param maxNs more than zero; {@code Long.MAX_VALUE} for ever
     */
    void await(long maxNs) {
        if (isRaised) {
            LockSupport.parkNanos(this, REST_NS);
            isRaised = false;
            return;
        }
        waiter = Thread.currentThread();
        if (!isRaised) {
            LockSupport.parkNanos(this, maxNs);
        }
        waiter = null;
        isRaised = false;
    }
}
