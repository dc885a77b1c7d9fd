package dev.tankfleet.player.find;

import java.net.URI;
import java.util.OptionalInt;

/** What the matchmaker answered. */
public sealed interface FindOutcome {
    /**
     * A seat waits.
     *
     * @param matchId match that the seat is in
     * @param websocketUrl where to connect
     * @param token opens the seat once
     * @param region region of the match
     */
    record Placed(String matchId, URI websocketUrl, String token, String region)
            implements FindOutcome {
        /** Keeps the token out of logs. */
        @Override
        public String toString() {
            return "Placed[" + matchId + " in " + region + "]";
        }
    }

    /** All is full; a server is being allocated. */
    record Waiting(String ticketId, int waitMs) implements FindOutcome {}

    /**
     * No.
     *
     * @param status HTTP status
     * @param code stable code of the problem
     * @param retryAfterSeconds when to come again, if the matchmaker says so
     */
    record Refused(int status, String code, OptionalInt retryAfterSeconds) implements FindOutcome {}
}
