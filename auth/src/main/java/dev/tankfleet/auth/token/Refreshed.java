package dev.tankfleet.auth.token;

import java.util.UUID;

/** What a refresh token was exchanged for. */
public sealed interface Refreshed {
    /**
     * The next pair.
     *
     * @param tokens to be given to the player
     */
    record Renewed(TokenPair tokens) implements Refreshed {}

    /** No session has this token: malformed, expired, logged out, or ended by a reuse. */
    record Unknown() implements Refreshed {}

    /**
     * The token had been used before, so its session has just been ended for everybody.
     *
     * @param userId whose session it was
     */
    record Reused(UUID userId) implements Refreshed {}
}
