package dev.tankfleet.identity;

import java.time.Instant;

/** What a token turned out to be. */
public sealed interface Verdict {
    /**
     * The token is genuine and in force.
     *
     * @param subject whom it speaks for, matching {@code [A-Za-z0-9_-]{1,64}}
     * @param expiresAt the end of its life as written in it, without leeway
     */
    record Verified(String subject, Instant expiresAt) implements Verdict {}

    /**
     * The token must not be believed.
     *
     * @param reason the first rule that it broke
     */
    record Rejected(Reason reason) implements Verdict {}

    /** The rules in the order in which they are checked. */
    enum Reason {
        /** Longer than {@link TokenVerifier#TOKEN_CHARS_MAX}. */
        TOO_LARGE,
        /** Not three base64url parts that hold a header and claims of the right shapes. */
        MALFORMED,
        /** Any algorithm but RS256. */
        WRONG_ALGORITHM,
        /** Another {@code typ}: a token of another kind. */
        WRONG_TYPE,
        /** No key of that name in the key set. */
        UNKNOWN_KEY,
        /**
         * The key set could not be read, so nothing can be said about this token: not the caller's
         * fault, try again.
         */
        KEYS_UNAVAILABLE,
        /** Not signed by the named key. */
        BAD_SIGNATURE,
        /** Signed by the right key under another issuer's name. */
        WRONG_ISSUER,
        /** Meant for somebody else. */
        WRONG_AUDIENCE,
        /** Its life is over. */
        EXPIRED,
        /** Its life has not begun. */
        NOT_YET_VALID
    }
}
