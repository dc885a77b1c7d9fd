package dev.tankfleet.matchmaker.placement;

import java.util.UUID;

/**
 * Life of one placement: {@code Placing → Live → ended}. A placement that has ended is a row and
 * nothing else.
 */
public sealed interface Placement {
    /** Id of the row. */
    UUID id();

    /**
     * Somebody looks for a seat. Ends by itself when its time is over: anyone may then take over.
     *
     * @param id id of the row
     * @param owner process that looks
     */
    record Placing(UUID id, String owner) implements Placement {
        /** The seat was prepared. */
        public Live toLive(String matchId, String serverId, String region, int attempt) {
            return new Live(id, matchId, serverId, region, attempt);
        }
    }

    /**
     * The player has a seat.
     *
     * @param id id of the row
     * @param matchId match with the seat
     * @param serverId server that runs it
     * @param region region of the server
     * @param attempt attempt under which the match was made
     */
    record Live(UUID id, String matchId, String serverId, String region, int attempt)
            implements Placement {}

    /** Why a placement ended. */
    enum Cause {
        /** No seat was found. */
        NOT_PLACED,
        /** The match has a result. */
        RESULT,
        /** The server said that the seat is no more. */
        SEAT_ENDED,
        /** The server refused another token: it does not know the match or the seat any more. */
        REFUSED,
        /** The server is gone. */
        SERVER_LOST
    }
}
