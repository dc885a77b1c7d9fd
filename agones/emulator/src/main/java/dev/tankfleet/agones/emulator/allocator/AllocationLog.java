package dev.tankfleet.agones.emulator.allocator;

import dev.tankfleet.agones.emulator.cluster.StoredServer;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The allocations that came in over the wire and were stored, the last ones in full. Guarded by
 * itself; any thread may ask.
 */
public final class AllocationLog {
    private static final int ENTRIES_MAX = 1_024;

    // Guarded by this.
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long total;

    /**
     * One allocation.
     *
     * @param at when it was stored
     * @param gameServer which server
     * @param annotations all annotations of the server afterwards
     */
    public record Entry(Instant at, String gameServer, Map<String, String> annotations) {}

    /** All allocations since the start. */
    public synchronized long total() {
        return total;
    }

    /** The last allocations, oldest first, at most {@value #ENTRIES_MAX}. */
    public synchronized List<Entry> last() {
        return List.copyOf(entries);
    }

    synchronized void add(Instant at, StoredServer server) {
        if (entries.size() == ENTRIES_MAX) {
            entries.removeFirst();
        }
        entries.addLast(new Entry(at, server.name(), server.annotations()));
        total++;
    }
}
