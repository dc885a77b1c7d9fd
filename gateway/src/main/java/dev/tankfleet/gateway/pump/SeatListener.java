package dev.tankfleet.gateway.pump;

/** Hears that a seat has a frame to be taken. Called by the link's delivery thread. */
@FunctionalInterface
public interface SeatListener {
    /** A frame waits in the seat; it is not said again until the seat was looked into. */
    void onFrameWaiting();
}
