package dev.tankfleet.certificates.renewal;

import java.time.Instant;

/** What became of one Secret. */
public sealed interface Done {
    /** Which one. */
    String secret();

    /**
     * It was not there, and is now.
     *
     * @param until when the certificate ends
     */
    record Made(String secret, Instant until) implements Done {}

    /**
     * It is another one now.
     *
     * @param cause why
     * @param until when the certificate ends
     */
    record Renewed(String secret, Cause cause, Instant until) implements Done {}

    /**
     * It is as it was.
     *
     * @param until when the certificate ends
     */
    record Kept(String secret, Instant until) implements Done {}

    /** Somebody else made it, and it was left alone. */
    record Foreign(String secret) implements Done {}

    /** Why one is made anew. */
    enum Cause {
        /** Less than a third of its life is left. */
        DUE,
        /** Nobody can use what it holds. */
        UNREADABLE,
        /** It is for other names than are wanted now. */
        OTHER_HOSTS,
        /** Another authority vouches for it. */
        OTHER_AUTHORITY,
        /** The authority lasts longer than it says; certificate and key are as they were. */
        AUTHORITY_RENEWED
    }
}
