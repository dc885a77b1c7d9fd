package dev.tankfleet.gateway.admission;

import org.jspecify.annotations.Nullable;

/** What a client shows in its first frame. */
public sealed interface AuthRequest {
    /** Longest token that is looked at, in characters. */
    int TOKEN_LENGTH_MAX = 256;

    /** Longest name of rules, in characters. */
    int RULES_LENGTH_MAX = 256;

    /** Id of the match that the client wants. */
    String matchId();

    /** Hash of the rules that the client runs; null if it did not say. */
    @Nullable String rules();

    /** Name of the tank type that the player wants; null if he did not say. */
    @Nullable String tank();

    /** A one-time token from the matchmaker. */
    record Token(String matchId, String token, @Nullable String rules, @Nullable String tank)
            implements AuthRequest {
        @Override
        public String toString() {
            return "Token[" + matchId + "]";
        }
    }

    /** The resume token of an earlier AUTH_OK. */
    record Resume(String matchId, String resumeToken, @Nullable String rules, @Nullable String tank)
            implements AuthRequest {
        @Override
        public String toString() {
            return "Resume[" + matchId + "]";
        }
    }
}
