package dev.tankfleet.agones.emulator.allocator;

import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.emulator.loop.Loop;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one allocator has seen of the servers, a moment after it was so. Owned by the loop.
 *
 * <p>Allocators that share a cluster do not share what they have seen; two of them may pick one
 * server, and the second to write it learns that.
 */
final class ServerCache implements Cluster.Listener {
    private final Loop loop;
    private final Duration lag;
    private final Map<String, StoredServer> seen = new TreeMap<>();

    /**
     * @param lag time from a write to its being seen; zero for at once
     */
    ServerCache(Loop loop, Cluster cluster, Duration lag) {
        this.loop = loop;
        this.lag = lag;
        cluster.all().forEach(this::put);
    }

    @Override
    public void onChange(@Nullable StoredServer before, @Nullable StoredServer after) {
        if (lag.isZero()) {
            see(before, after);
        } else {
            loop.after(lag, () -> see(before, after));
        }
    }

    /** All servers as they were seen, but for those that were taken. */
    List<StoredServer> all() {
        return new ArrayList<>(seen.values());
    }

    /** Takes a server out until it is seen anew. */
    void take(StoredServer server) {
        seen.remove(server.name());
    }

    /** Sees what was written here, without waiting for it. */
    void put(StoredServer server) {
        seen.merge(
                server.name(),
                server,
                (older, newer) -> older.version() > newer.version() ? older : newer);
    }

    private void see(@Nullable StoredServer before, @Nullable StoredServer after) {
        if (after != null) {
            put(after);
        } else if (before != null) {
            seen.remove(before.name());
        }
    }
}
