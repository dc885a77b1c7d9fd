package dev.tankfleet.agones.emulator.allocator;

import dev.tankfleet.agones.emulator.cluster.ByRoom;
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
public record Order(boolean isPacked, List<ByRoom> priorities) {
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
        for (ByRoom priority : priorities) {
            comparator = comparator.thenComparing(priority.comparator());
        }
        if (!isPacked && priorities.isEmpty()) {
            Collections.shuffle(servers, random);
        }
        servers.sort(comparator);
    }
}
