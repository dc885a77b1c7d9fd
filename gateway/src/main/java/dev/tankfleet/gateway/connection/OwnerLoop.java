package dev.tankfleet.gateway.connection;

/** The one thread that owns a connection. Every thread may call it. */
public interface OwnerLoop {
    /** Whether the calling thread is the owner. */
    boolean isOwner();

    /**
     * Runs a task on the owner, after what it does now.
     *
     * @return false if the loop has ended; the task will not run
     */
    boolean execute(Runnable task);
}
