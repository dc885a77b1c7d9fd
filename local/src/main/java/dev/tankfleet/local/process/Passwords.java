package dev.tankfleet.local.process;

import dev.tankfleet.process.config.Secret;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords that nobody has to remember. Every thread may ask. */
final class Passwords {
    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    static Secret next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Secret.of(HexFormat.of().formatHex(bytes));
    }
}
