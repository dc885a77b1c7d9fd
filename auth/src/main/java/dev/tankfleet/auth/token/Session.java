package dev.tankfleet.auth.token;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * One login of one player, and the chain of refresh tokens that began with it. Immutable.
 *
 * @param sessionId names the session
 * @param userId whose session it is
 * @param currentSha256 hash of the one token that is good
 * @param rotation the token before it, or null before the first refresh
 * @param rotatedAt when the current token was made
 * @param expiresAt end of the session unless it is refreshed
 */
public record Session(
        UUID sessionId,
        UUID userId,
        Hash currentSha256,
        @Nullable Rotation rotation,
        Instant rotatedAt,
        Instant expiresAt) {
    /**
     * What a token does to its session. Only the current token changes it; the one before it gets
     * the current one again during the grace, so that two tabs or a lost answer do not end the
     * session; any other has been used before, by the player or by a thief, and ends it for both.
     *
     * @param presented a token that names this session
     * @param successor the next token, should there be one
     * @param now the time of use
     * @param config lives and grace
     * @return what came of it
     */
    Use use(RefreshToken presented, RefreshToken successor, Instant now, TokenConfig config) {
        if (!now.isBefore(expiresAt)) {
            return new Use.Expired();
        }
        var hash = new Hash(presented.sha256());
        if (hash.equals(currentSha256)) {
            return new Use.Rotated(
                    new Session(
                            sessionId,
                            userId,
                            new Hash(successor.sha256()),
                            new Rotation(hash, presented.seal(successor)),
                            now,
                            now.plus(config.refreshLife())),
                    successor);
        }
        if (rotation != null
                && hash.equals(rotation.previousSha256())
                && isInGrace(now, config.refreshGrace())) {
            return new Use.Repeated(userId, presented.unseal(rotation.successorSealed()));
        }
        return new Use.Reused(userId);
    }

    private boolean isInGrace(Instant now, Duration grace) {
        // Whoever waited for the row or has a slower clock may come from before the rotation.
        return grace.isPositive() && now.isBefore(rotatedAt.plus(grace));
    }

    /**
     * The last change of tokens.
     *
     * @param previousSha256 hash of the token before the current one
     * @param successorSealed the current token, sealed with the one before it
     */
    @SuppressWarnings(
            "ArrayRecordComponent") // never compared; only the holder of the previous token can use
    // it
    public record Rotation(Hash previousSha256, byte[] successorSealed) {}

    /**
     * A hash that compares by content, and in constant time.
     *
     * @param bytes 32 bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // equals and hashCode are written for the content
    public record Hash(byte[] bytes) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** What came of showing a refresh token. */
    public sealed interface Use {
        /**
         * The token was the current one.
         *
         * @param next the session to be stored
         * @param successor its new token
         */
        record Rotated(Session next, RefreshToken successor) implements Use {}

        /**
         * The token was the one before, within the grace.
         *
         * @param userId whose session it is
         * @param successor the token that is current already
         */
        record Repeated(UUID userId, RefreshToken successor) implements Use {}

        /**
         * The token had been used before: the session must end.
         *
         * @param userId whose session it was
         */
        record Reused(UUID userId) implements Use {}

        /** The session had not been used for too long: it must end. */
        record Expired() implements Use {}
    }
}
