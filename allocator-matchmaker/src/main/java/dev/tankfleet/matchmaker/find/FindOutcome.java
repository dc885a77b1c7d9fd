package dev.tankfleet.matchmaker.find;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a find comes to. */
public sealed interface FindOutcome {
    /**
     * A seat is prepared.
     *
     * @param matchId the match
     * @param websocketUrl gateway to connect to
     * @param token opens the seat, once
     * @param region region of the match
     * @param expiresAt when the token ends if nobody came
     * @param gateways all gateways of the region
     */
    record Found(
            String matchId,
            String websocketUrl,
            String token,
            String region,
            Instant expiresAt,
            List<String> gateways)
            implements FindOutcome {
        /** Copies the list. */
        public Found {
            gateways = List.copyOf(gateways);
        }

        /** Hides the token. */
        @Override
        public String toString() {
            return "Found[" + matchId + ", " + region + "]";
        }
    }

    /** All is full and room is being made: ask for the ticket after a while. */
    record Queued(String ticketId, Duration pause) implements FindOutcome {}

    /** The request cannot be served as it is, or not now. */
    record Refused(Refusal refusal, Duration retryAfter) implements FindOutcome {}

    /** Why not. */
    enum Refusal {
        /** No such mode. */
        UNKNOWN_MODE,
        /** No such region. */
        UNKNOWN_REGION,
        /** The key was used with another body. */
        KEY_REUSED,
        /** Another find of this player has not come to an end. */
        FIND_IN_PROGRESS,
        /** Too many finds of this player. */
        TOO_MANY_FINDS,
        /** No server serves this. */
        NO_SERVER,
        /** All servers are full and no room can be made now. */
        ALL_FULL,
        /** Servers were asked and none gave a clear yes. */
        SERVERS_SILENT,
        /** More commands to servers are under way than this process allows. */
        BUSY,
        /** No such ticket, or its time is over. */
        UNKNOWN_TICKET
    }
}
