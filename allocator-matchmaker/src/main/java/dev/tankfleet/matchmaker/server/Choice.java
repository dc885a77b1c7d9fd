package dev.tankfleet.matchmaker.server;

/** What the table has for a player. */
public sealed interface Choice {
    /** A free seat in a match that runs or is being made; it is reserved. */
    record OpenSeat(Reservation reservation) implements Choice {}

    /**
     * Room for a new match; its first seat is reserved, and its other seats are open from now on.
     */
    record RoomForMatch(Reservation reservation) implements Choice {}

    /**
     * There are servers for this wish, and none has room.
     *
     * @param region region of the nearest of them
     */
    record AllFull(String region) implements Choice {}

    /** No server in the table serves this wish. */
    record NoServer() implements Choice {}
}
