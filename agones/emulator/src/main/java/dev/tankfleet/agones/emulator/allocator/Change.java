package dev.tankfleet.agones.emulator.allocator;

import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an allocation does to the server that is picked. None of it can fail the allocation: what a
 * server lacks is left out, what has no room is cut.
 *
 * @param labels put on the server as they are
 * @param annotations put on the server as they are
 * @param counters by name
 * @param lists by name
 */
public record Change(
        Map<String, String> labels,
        Map<String, String> annotations,
        Map<String, OfCounter> counters,
        Map<String, OfList> lists) {
    public Change {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        counters = Map.copyOf(counters);
        lists = Map.copyOf(lists);
    }

    /** Only labels and annotations. */
    public static Change metadata(Map<String, String> labels, Map<String, String> annotations) {
        return new Change(labels, annotations, Map.of(), Map.of());
    }

    StoredServer applyTo(StoredServer server) {
        Map<String, GameServer.Counter> newCounters = new HashMap<>(server.counters());
        counters.forEach(
                (name, change) -> newCounters.computeIfPresent(name, (n, c) -> change.applyTo(c)));
        Map<String, GameServer.ValueList> newLists = new HashMap<>(server.lists());
        lists.forEach(
                (name, change) -> newLists.computeIfPresent(name, (n, l) -> change.applyTo(l)));
        return server.withMetadata(labels, annotations)
                .withCounters(newCounters)
                .withLists(newLists);
    }

    /**
     * First the capacity, then the amount; the count is cut to 0 … capacity.
     *
     * @param action {@link #INCREMENT} or {@link #DECREMENT}; any other word does nothing
     * @param amount null for none
     * @param capacity null to leave it
     */
    public record OfCounter(String action, @Nullable Long amount, @Nullable Long capacity) {
        /** Adds the amount. */
        public static final String INCREMENT = "Increment";

        /** Takes the amount away. */
        public static final String DECREMENT = "Decrement";

        GameServer.Counter applyTo(GameServer.Counter counter) {
            long newCapacity = capacity == null ? counter.capacity() : capacity;
            long count = Math.min(counter.count(), newCapacity);
            long by = amount == null ? 0 : amount;
            return new GameServer.Counter(
                    switch (action) {
                        case INCREMENT -> by > newCapacity - count ? newCapacity : count + by;
                        case DECREMENT -> Math.max(0, count - by);
                        default -> count;
                    },
                    newCapacity);
        }
    }

    /**
     * First the capacity, then what is added, then what is removed.
     *
     * @param capacity null to leave it; so does one that no list may have
     */
    public record OfList(List<String> added, List<String> removed, @Nullable Long capacity) {
        public OfList {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }

        GameServer.ValueList applyTo(GameServer.ValueList list) {
            long newCapacity =
                    capacity == null || capacity > ServerTemplate.LIST_CAPACITY_MAX
                            ? list.capacity()
                            : capacity;
            List<String> values = new ArrayList<>(list.values());
            for (String value : added) {
                if (!values.contains(value)) {
                    values.add(value);
                }
            }
            int size = (int) Math.min(values.size(), newCapacity);
            List<String> kept = new ArrayList<>(values.subList(0, size));
            kept.removeAll(removed);
            return new GameServer.ValueList(newCapacity, kept);
        }
    }
}
