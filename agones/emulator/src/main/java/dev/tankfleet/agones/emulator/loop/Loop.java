package dev.tankfleet.agones.emulator.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * A mailbox and a clock with one owner. Whatever runs on a loop runs alone, so the state of the
 * emulated cluster needs no lock.
 */
public interface Loop extends AutoCloseable {
    /** Times that a command which must not get lost is offered. */
    int OFFERS_MAX = 500;

    /** Pause between two of them. */
    long OFFER_AGAIN_NS = 10_000_000;

    /**
     * Runs a command on the loop, after those offered before it. Any thread may call this.
     *
     * @return false if the mailbox is full or the loop has ended; the command will not run
     */
    boolean offer(Runnable command);

    /** Whether it has ended, and takes no command any more. Any thread may call this. */
    boolean isClosed();

    /**
     * Offers a command that must not get lost, for some seconds if the mailbox is full; not again
     * to a loop that has ended. Any thread but the loop's own may call this.
     *
     * @return false if it got lost all the same
     */
    default boolean offerPatiently(Runnable command) {
        for (int tries = 0; tries < OFFERS_MAX; tries++) {
            if (offer(command)) {
                return true;
            }
            if (isClosed()) {
                return false;
            }
            LockSupport.parkNanos(OFFER_AGAIN_NS);
        }
        return false;
    }

    /**
     * Runs a task later. Only the loop itself may call this.
     *
     * @param delay zero for the next turn
     */
    Timer after(Duration delay, Runnable task);

    /** The loop's time; it never goes back. */
    Instant now();

    /** Ends the loop; what is still waiting never runs. */
    @Override
    void close();

    /** A task that waits for its time. */
    interface Timer {
        /**
         * Keeps the task from running; nothing happens if it has run. Only the loop itself may call
         * this.
         */
        void cancel();
    }
}
