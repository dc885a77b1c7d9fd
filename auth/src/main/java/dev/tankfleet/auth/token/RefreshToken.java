package dev.tankfleet.auth.token;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A refresh token: the session it belongs to and 32 random bytes, written as 64 characters of
 * base64url. Immutable.
 *
 * <p>The store keeps SHA-256 of the secret alone. For the grace after a rotation it also keeps the
 * successor sealed with the secret of the token before it, so that only who holds that token can
 * open it.
 */
public final class RefreshToken {
    private static final int SECRET_BYTES = 32;
    private static final int TOKEN_BYTES = 2 * Long.BYTES + SECRET_BYTES;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{64}");

    private final UUID sessionId;
    private final byte[] secret;

    private RefreshToken(UUID sessionId, byte[] secret) {
        this.sessionId = sessionId;
        this.secret = secret;
    }

    static RefreshToken random(UUID sessionId, SecureRandom random) {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new RefreshToken(sessionId, secret);
    }

    /** Reads what a client sent; nothing if it cannot be a token of ours. */
    static Optional<RefreshToken> parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        var sessionId = new UUID(bytes.getLong(), bytes.getLong());
        var secret = new byte[SECRET_BYTES];
        bytes.get(secret);
        return Optional.of(new RefreshToken(sessionId, secret));
    }

    UUID sessionId() {
        return sessionId;
    }

    String text() {
        var bytes =
                ByteBuffer.allocate(TOKEN_BYTES)
                        .putLong(sessionId.getMostSignificantBits())
                        .putLong(sessionId.getLeastSignificantBits())
                        .put(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not available in this JVM", e);
        }
    }

    /**
     * Seals the secret of the next token under this one's. Each token seals one successor in its
     * life, so the pad is used once.
     */
    byte[] seal(RefreshToken successor) {
        return xor(pad(), successor.secret);
    }

    RefreshToken unseal(byte[] sealed) {
        return new RefreshToken(sessionId, xor(pad(), sealed));
    }

    private byte[] pad() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(new byte[] {1});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is not available in this JVM", e);
        }
    }

    private static byte[] xor(byte[] left, byte[] right) {
        var both = new byte[SECRET_BYTES];
        for (int i = 0; i < SECRET_BYTES; i++) {
            both[i] = (byte) (left[i] ^ right[i]);
        }
        return both;
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "RefreshToken[" + sessionId + "]";
    }
}
