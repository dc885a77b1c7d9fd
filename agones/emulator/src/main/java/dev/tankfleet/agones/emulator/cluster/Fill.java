package dev.tankfleet.agones.emulator.cluster;

import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * How full a counter or list is.
 *
 * @param count what is in it
 * @param capacity what it can take
 */
public record Fill(long count, long capacity) {
    /** That of a server; null if it has no such counter or list. */
    public static @Nullable Fill of(StoredServer server, boolean isList, String key) {
        return of(server.counters(), server.lists(), isList, key);
    }

    /** That of a server which is made anew; null if it will have no such counter or list. */
    public static @Nullable Fill of(ServerTemplate template, boolean isList, String key) {
        return of(template.counters(), template.lists(), isList, key);
    }

    /** What it can still take. */
    public long available() {
        return capacity - count;
    }

    private static @Nullable Fill of(
            Map<String, GameServer.Counter> counters,
            Map<String, GameServer.ValueList> lists,
            boolean isList,
            String key) {
        if (isList) {
            var list = lists.get(key);
            return list == null ? null : new Fill(list.values().size(), list.capacity());
        }
        var counter = counters.get(key);
        return counter == null ? null : new Fill(counter.count(), counter.capacity());
    }
}
