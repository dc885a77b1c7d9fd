package dev.tankfleet.matchmaker.server;

import org.jspecify.annotations.Nullable;

/**
 * A promised seat that no status counts yet. Made and changed by {@link ServerTable} under its
 * lock; others hold it as a token and read what never changes.
 */
public final class Reservation {
    private final ServerRef server;
    private final String matchId;
    private final boolean isNewMatch;
    private final long madeAtNs;

    // Owned by the table, under its lock.
    private boolean isAcknowledged;
    private @Nullable Long ackSeq;
    private long ackAtNs;
    private int statusesSinceAck;

    Reservation(ServerRef server, String matchId, boolean isNewMatch, long madeAtNs) {
        this.server = server;
        this.matchId = matchId;
        this.isNewMatch = isNewMatch;
        this.madeAtNs = madeAtNs;
    }

    /** Server that the seat is on. */
    public ServerRef server() {
        return server;
    }

    /** Match that the seat is in. */
    public String matchId() {
        return matchId;
    }

    boolean isNewMatch() {
        return isNewMatch;
    }

    void acknowledge(@Nullable Long statusSeq, long nowNs) {
        isAcknowledged = true;
        ackSeq = statusSeq;
        ackAtNs = nowNs;
    }

    /** Whether a status with this number counts the seat itself. */
    boolean isCountedBy(@Nullable Long statusSeq) {
        if (!isAcknowledged) {
            return false;
        }
        var wanted = ackSeq;
        if (wanted != null && statusSeq != null) {
            return statusSeq >= wanted;
        }
        return ++statusesSinceAck >= 2;
    }

    /** Whether it ends by time: the word of the server, or of the one who reserved, never came. */
    boolean isOver(long nowNs, long countedWithinNs, long acknowledgedWithinNs) {
        return isAcknowledged
                ? nowNs - ackAtNs >= countedWithinNs
                : nowNs - madeAtNs >= acknowledgedWithinNs;
    }
}
