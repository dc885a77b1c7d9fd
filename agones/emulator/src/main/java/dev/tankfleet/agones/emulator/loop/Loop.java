package dev.tankfleet.agones.emulator.loop;

import java.time.Duration;
import java.time.Instant;

/**
 * A mailbox and a clock with one owner. Whatever runs on a loop runs alone, so the state of the
 * emulated cluster needs no lock.
 */
public interface Loop extends AutoCloseable {
    /**
     * Runs a command on the loop, after those offered before it. Any thread may call this.
     *
     * @return false if the mailbox is full or the loop has ended; the command will not run
     */
    boolean offer(Runnable command);

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
