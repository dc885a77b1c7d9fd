package dev.tankfleet.agones.emulator.fleet;

import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.sdk.GameServer;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What a Fleet or one of its sets has; servers that are being deleted or shut down do not count.
 *
 * @param replicas servers
 * @param ready those in Ready
 * @param reserved those in Reserved
 * @param allocated those in Allocated
 * @param shutdown those that are on their way out
 * @param counters what the counters add up to, those of the template even without any server
 * @param lists what the lists add up to, likewise
 */
public record FleetStatus(
        int replicas,
        int ready,
        int reserved,
        int allocated,
        int shutdown,
        Map<String, Sum> counters,
        Map<String, Sum> lists) {

    public FleetStatus {
        counters = Map.copyOf(counters);
        lists = Map.copyOf(lists);
    }

    /**
     * What one counter or list adds up to; sums stay at the ends of their range.
     *
     * @param count of all servers
     * @param capacity of all servers
     * @param allocatedCount of the Allocated ones
     * @param allocatedCapacity of the Allocated ones
     */
    public record Sum(long count, long capacity, long allocatedCount, long allocatedCapacity) {
        static final Sum ZERO = new Sum(0, 0, 0, 0);

        private Sum plus(long moreCount, long moreCapacity, boolean isAllocated) {
            return new Sum(
                    saturated(count, moreCount),
                    saturated(capacity, moreCapacity),
                    isAllocated ? saturated(allocatedCount, moreCount) : allocatedCount,
                    isAllocated ? saturated(allocatedCapacity, moreCapacity) : allocatedCapacity);
        }

        private static long saturated(long a, long b) {
            long sum = a + b;
            boolean hasOverflown = ((a ^ sum) & (b ^ sum)) < 0;
            return hasOverflown ? Long.MAX_VALUE : sum;
        }
    }

    static FleetStatus of(ServerTemplate template, Collection<StoredServer> servers) {
        Map<GameServer.State, Integer> states = new EnumMap<>(GameServer.State.class);
        Map<String, Sum> counters = new HashMap<>();
        Map<String, Sum> lists = new HashMap<>();
        template.counters().keySet().forEach(key -> counters.put(key, Sum.ZERO));
        template.lists().keySet().forEach(key -> lists.put(key, Sum.ZERO));
        int shutdown = 0;
        for (StoredServer server : servers) {
            if (isLeaving(server)) {
                shutdown++;
                continue;
            }
            states.merge(server.state(), 1, Integer::sum);
            boolean isAllocated = server.state() == GameServer.State.ALLOCATED;
            server.counters()
                    .forEach(
                            (key, it) ->
                                    add(counters, key, it.count(), it.capacity(), isAllocated));
            server.lists()
                    .forEach(
                            (key, it) ->
                                    add(
                                            lists,
                                            key,
                                            it.values().size(),
                                            it.capacity(),
                                            isAllocated));
        }
        return new FleetStatus(
                servers.size() - shutdown,
                states.getOrDefault(GameServer.State.READY, 0),
                states.getOrDefault(GameServer.State.RESERVED, 0),
                states.getOrDefault(GameServer.State.ALLOCATED, 0),
                shutdown,
                counters,
                lists);
    }

    /** Whether it is as good as deleted: it counts nowhere. */
    static boolean isLeaving(StoredServer server) {
        return server.isBeingDeleted() || server.state() == GameServer.State.SHUTDOWN;
    }

    private static void add(
            Map<String, Sum> sums, String key, long count, long capacity, boolean isAllocated) {
        sums.merge(
                key,
                Sum.ZERO.plus(count, capacity, isAllocated),
                (sum, _) -> sum.plus(count, capacity, isAllocated));
    }
}
