package dev.tankfleet.gateway.pump;

/** The client behind a seat, as the other threads know it. */
@FunctionalInterface
public interface SeatListener {
    /**
     * A frame waits in the seat; it is not said again until the seat was looked into. Called by the
     * link's delivery thread.
     */
    void onFrameWaiting();

    /** Whether the client's socket is gone. Every thread may ask. */
    default boolean isGone() {
        return false;
    }
}
