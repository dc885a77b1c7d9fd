package dev.tankfleet.proto.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The secret that opens one seat once. The client holds the text; everyone else only its hash.
 * Stateless; every thread may call it.
 */
public final class OneTimeToken {
    /** Characters of a token: 32 random bytes in base64url without padding. */
    public static final int LENGTH = 43;

    private static final int RANDOM_BYTES = 32;

    private OneTimeToken() {}

    /** A new token from a source of randomness that must be cryptographic. */
    public static String make(SecureRandom random) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** SHA-256 of a token's text, 64 lower-case hexadecimal digits. */
    public static String sha256(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
