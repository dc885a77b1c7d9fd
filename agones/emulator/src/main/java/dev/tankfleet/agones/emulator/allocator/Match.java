package dev.tankfleet.agones.emulator.allocator;

import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which servers will do; a server that lacks a counter or list named here does not.
 *
 * @param labels labels that the server must have
 * @param conditions further conditions on its labels
 * @param state state that it must be in
 * @param counters ranges for its counters, by name
 * @param lists ranges for its lists, by name
 */
public record Match(
        Map<String, String> labels,
        List<Condition> conditions,
        GameServer.State state,
        Map<String, CounterRange> counters,
        Map<String, ListRange> lists) {
    static final Match ANY_READY = inState(GameServer.State.READY, Map.of());

    public Match {
        labels = Map.copyOf(labels);
        conditions = List.copyOf(conditions);
        counters = Map.copyOf(counters);
        lists = Map.copyOf(lists);
    }

    /** Servers in that state that have all these labels. */
    public static Match inState(GameServer.State state, Map<String, String> labels) {
        return new Match(labels, List.of(), state, Map.of(), Map.of());
    }

    boolean fits(StoredServer server) {
        return server.state() == state
                && !server.isBeingDeleted()
                && server.labels().entrySet().containsAll(labels.entrySet())
                && conditions.stream().allMatch(condition -> condition.fits(server.labels()))
                && counters.entrySet().stream()
                        .allMatch(e -> e.getValue().fits(server.counters().get(e.getKey())))
                && lists.entrySet().stream()
                        .allMatch(e -> e.getValue().fits(server.lists().get(e.getKey())));
    }

    /** A maximum of 0 is none. */
    private static boolean isWithin(long value, long min, long max) {
        return value >= min && (max == 0 || value <= max);
    }

    /** A range for the count of a counter, and one for what is left up to its capacity. */
    public record CounterRange(long minCount, long maxCount, long minAvailable, long maxAvailable) {
        boolean fits(GameServer.@Nullable Counter counter) {
            return counter != null
                    && isWithin(counter.count(), minCount, maxCount)
                    && isWithin(counter.capacity() - counter.count(), minAvailable, maxAvailable);
        }
    }

    /**
     * A value that a list must have, and a range for the room that is left in it.
     *
     * @param containsValue empty for any
     */
    public record ListRange(String containsValue, long minAvailable, long maxAvailable) {
        boolean fits(GameServer.@Nullable ValueList list) {
            return list != null
                    && (containsValue.isEmpty() || list.values().contains(containsValue))
                    && isWithin(list.capacity() - list.values().size(), minAvailable, maxAvailable);
        }
    }

    /** A condition on one label. */
    public sealed interface Condition {
        /** Name of the label. */
        String key();

        /** Whether these labels meet it. */
        boolean fits(Map<String, String> labels);

        /** The label is there, with one of these values. */
        record In(String key, Set<String> values) implements Condition {
            public In {
                values = Set.copyOf(values);
            }

            @Override
            public boolean fits(Map<String, String> labels) {
                String value = labels.get(key);
                return value != null && values.contains(value);
            }
        }

        /** The label is missing, or has none of these values. */
        record NotIn(String key, Set<String> values) implements Condition {
            public NotIn {
                values = Set.copyOf(values);
            }

            @Override
            public boolean fits(Map<String, String> labels) {
                String value = labels.get(key);
                return value == null || !values.contains(value);
            }
        }

        /** The label is there. */
        record Exists(String key) implements Condition {
            @Override
            public boolean fits(Map<String, String> labels) {
                return labels.containsKey(key);
            }
        }

        /** The label is missing. */
        record DoesNotExist(String key) implements Condition {
            @Override
            public boolean fits(Map<String, String> labels) {
                return !labels.containsKey(key);
            }
        }
    }
}
