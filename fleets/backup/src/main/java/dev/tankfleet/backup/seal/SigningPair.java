package dev.tankfleet.backup.seal;

import dev.tankfleet.process.config.Secret;

/**
 * A key to sign with and the one to check with.
 *
 * @param trusted the public half
 * @param key the secret half
 */
public record SigningPair(String trusted, Secret key) {
    /** Makes a pair that nobody else has. */
    public static SigningPair generate() {
        return Ed25519.generate();
    }
}
