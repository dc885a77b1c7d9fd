package dev.tankfleet.matchmaker.server;

import org.jspecify.annotations.Nullable;

/** The free seats of one match on one server. Owned by {@link ServerTable}, under its lock. */
final class MatchSeats {
    private static final int NOT_LISTED = -1;

    final String matchId;
    final String mode;

    private final int capacity;
    private boolean isPreparing;
    private @Nullable Long ackSeq;
    private int statusesSinceAck;
    private int listedSeats = NOT_LISTED;
    private int reserved;

    private MatchSeats(String matchId, String mode, int capacity, boolean isPreparing) {
        this.matchId = matchId;
        this.mode = mode;
        this.capacity = capacity;
        this.isPreparing = isPreparing;
    }

    static MatchSeats preparing(String matchId, String mode, int capacity) {
        return new MatchSeats(matchId, mode, capacity, true);
    }

    static MatchSeats listed(String matchId, String mode, int seats) {
        var match = new MatchSeats(matchId, mode, seats, false);
        match.listedSeats = seats;
        return match;
    }

    /** Seats that may be promised now. */
    int free() {
        return (listedSeats == NOT_LISTED ? capacity : listedSeats) - reserved;
    }

    void reserve() {
        reserved++;
    }

    void release() {
        reserved--;
    }

    void onListed(int seats) {
        listedSeats = seats;
    }

    /** The server knows the match now; its status takes over from here. */
    void onAcknowledged(@Nullable Long statusSeq) {
        isPreparing = false;
        ackSeq = statusSeq;
    }

    /** The server said that it is full; nothing is open until it lists the match again. */
    void onFull() {
        listedSeats = 0;
    }

    /** Whether a status that does not list the match is too old to know it. */
    boolean outlives(@Nullable Long statusSeq) {
        if (isPreparing) {
            return true;
        }
        var wanted = ackSeq;
        if (wanted != null && statusSeq != null) {
            return statusSeq < wanted;
        }
        return listedSeats == NOT_LISTED && ++statusesSinceAck < 2;
    }
}
