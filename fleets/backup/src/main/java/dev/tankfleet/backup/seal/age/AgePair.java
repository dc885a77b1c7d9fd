package dev.tankfleet.backup.seal.age;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;

import dev.tankfleet.process.config.Secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Who can read, and for whom to seal.
 *
 * @param recipient {@code age1…}, public
 * @param identity {@code AGE-SECRET-KEY-1…}
 */
public record AgePair(String recipient, Secret identity) {
    /** Makes a pair that nobody else has. */
    public static AgePair generate() {
        try {
            var pair = new X25519KeyPairGenerator().generateKeyPair();
            return new AgePair(
                    new String(pair.getPublic().getEncoded(), StandardCharsets.US_ASCII),
                    Secret.of(
                            new String(pair.getPrivate().getEncoded(), StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has X25519", e);
        }
    }
}
