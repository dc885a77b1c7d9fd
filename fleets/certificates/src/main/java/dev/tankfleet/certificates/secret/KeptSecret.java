package dev.tankfleet.certificates.secret;

import java.util.Map;

/**
 * A Secret as it was when it was read.
 *
 * @param name of it
 * @param version which changes with each write
 * @param isOurs whether this program made it, for this release
 * @param data its texts
 */
public record KeptSecret(String name, String version, boolean isOurs, Map<String, String> data) {
    public KeptSecret {
        data = Map.copyOf(data);
    }

    /** One of its texts; empty if it is not there. */
    public String text(String key) {
        return data.getOrDefault(key, "");
    }

    /** Without its texts, one of which is a private key. */
    @Override
    public String toString() {
        return name + " " + data.keySet();
    }
}
