package dev.tankfleet.identity;

import java.io.IOException;

/**
 * Where the public keys come from. Called by one thread at a time, never more often than {@link
 * KeyRefresh} allows.
 */
@FunctionalInterface
public interface KeySource {
    /**
     * Reads the key set as it is now, and comes back within a deadline of its own.
     *
     * @return a JSON Web Key Set, at most {@link TokenVerifier#KEY_SET_BYTES_MAX} bytes
     * @throws IOException when the source is away, too slow, or answers something else
     */
    String fetch() throws IOException;

    /**
     * A key set that is known beforehand and never changes.
     *
     * @param keySet a JSON Web Key Set
     * @return a source that always answers it
     */
    static KeySource of(String keySet) {
        return () -> keySet;
    }
}
