package dev.tankfleet.process.config;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that must not reach a log: {@link #toString} hides it, only {@link #reveal} gives it out.
 * Immutable. In the environment a component {@code password} is set by {@code ..._PASSWORD} or, as
 * a file that holds it, by {@code ..._PASSWORD_FILE}.
 */
public final class Secret {
    /** What stands in place of a secret. */
    static final String HIDDEN = "***";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a value. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself, for the call that needs it. */
    public String reveal() {
        return value;
    }

    /** Whether nothing is in it. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        // The time it takes must not tell how much of a guess was right.
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8),
                        secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
