package dev.tankfleet.agones.emulator.cluster;

import java.util.Comparator;

/**
 * Puts servers in order by what is available in one counter or list; servers that do not have it
 * come last.
 *
 * @param isList whether it is a list
 * @param key its name
 * @param isDescending whether the most available comes first
 */
public record ByRoom(boolean isList, String key, boolean isDescending) {
    private static final long MISSING = -1;

    /** The order; servers with the same room are equal in it. */
    public Comparator<StoredServer> comparator() {
        Comparator<StoredServer> byAvailable = Comparator.comparingLong(this::available);
        return Comparator.<StoredServer, Boolean>comparing(s -> available(s) == MISSING)
                .thenComparing(isDescending ? byAvailable.reversed() : byAvailable);
    }

    private long available(StoredServer server) {
        Fill own = Fill.of(server, isList, key);
        return own == null ? MISSING : own.available();
    }
}
