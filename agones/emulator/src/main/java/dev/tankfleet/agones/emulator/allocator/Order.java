package dev.tankfleet.agones.emulator.allocator;

import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.sdk.GameServer;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which servers come first.
 *
 * @param isPacked servers in use before those that are not, then the priorities, then names;
 *     otherwise the priorities alone, or without any at random. All servers are on one node, so
 *     nodes decide nothing
 * @param priorities best first
 */
public record Order(boolean isPacked, List<Priority> priorities) {
    /** Servers in use first, then by name. */
    public static final Order PACKED = new Order(true, List.of());

    /** At random. */
    public static final Order DISTRIBUTED = new Order(false, List.of());

    public Order {
        priorities = List.copyOf(priorities);
    }

    /** Puts the servers, which come by name, in this order. */
    void sort(List<StoredServer> servers, RandomGenerator random) {
        Comparator<StoredServer> comparator =
                isPacked
                        ? Comparator.comparing(s -> s.state() != GameServer.State.ALLOCATED)
                        : Comparator.comparing(s -> false);
        for (Priority priority : priorities) {
            comparator = comparator.thenComparing(priority.comparator());
        }
        if (!isPacked && priorities.isEmpty()) {
            Collections.shuffle(servers, random);
        }
        servers.sort(comparator);
    }

    /**
     * By what is available in one counter or list; servers that do not have it come last.
     *
     * @param isList whether it is a list
     * @param isDescending whether the most available comes first
     */
    public record Priority(boolean isList, String key, boolean isDescending) {
        private static final long MISSING = -1;

        Comparator<StoredServer> comparator() {
            Comparator<StoredServer> byAvailable = Comparator.comparingLong(this::available);
            return Comparator.<StoredServer, Boolean>comparing(s -> available(s) == MISSING)
                    .thenComparing(isDescending ? byAvailable.reversed() : byAvailable);
        }

        private long available(StoredServer server) {
            if (isList) {
                var list = server.lists().get(key);
                return list == null ? MISSING : list.capacity() - list.values().size();
            }
            var counter = server.counters().get(key);
            return counter == null ? MISSING : counter.capacity() - counter.count();
        }
    }
}
