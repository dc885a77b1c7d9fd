package dev.tankfleet.agones.allocation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which servers will do. A server must meet every part; one that lacks a counter or list named here
 * does not.
 *
 * @param matchLabels labels that the server must have
 * @param conditions further conditions on its labels, for Agones 1.59 and later
 * @param state state that it must be in
 * @param counters ranges for its counters, by name
 * @param lists ranges for its lists, by name
 */
public record Selector(
        Map<String, String> matchLabels,
        List<Condition> conditions,
        State state,
        Map<String, CounterRange> counters,
        Map<String, ListRange> lists) {

    public Selector {
        matchLabels = Map.copyOf(matchLabels);
        conditions = List.copyOf(conditions);
        counters = Map.copyOf(counters);
        lists = Map.copyOf(lists);
    }

    /** Ready servers that have all these labels. */
    public static Selector ready(Map<String, String> matchLabels) {
        return new Selector(matchLabels, List.of(), State.READY, Map.of(), Map.of());
    }

    /** Servers in use that have all these labels; a pick allocates one of them once more. */
    public static Selector allocated(Map<String, String> matchLabels) {
        return new Selector(matchLabels, List.of(), State.ALLOCATED, Map.of(), Map.of());
    }

    /** The same with one more condition on the labels. */
    public Selector where(Condition condition) {
        List<Condition> more = new ArrayList<>(conditions);
        more.add(condition);
        return new Selector(matchLabels, more, state, counters, lists);
    }

    /** The same with a range for one counter. */
    public Selector withCounter(String name, CounterRange range) {
        Map<String, CounterRange> more = new HashMap<>(counters);
        more.put(name, range);
        return new Selector(matchLabels, conditions, state, more, lists);
    }

    /** The same with a range for one list. */
    public Selector withList(String name, ListRange range) {
        Map<String, ListRange> more = new HashMap<>(lists);
        more.put(name, range);
        return new Selector(matchLabels, conditions, state, counters, more);
    }

    private static void checkRange(String name, long min, long max) {
        if (min < 0 || max < 0 || (max > 0 && max < min)) {
            throw new IllegalArgumentException(
                    name + ": " + min + " to " + max + " (expected: 0 <= min <= max, or max 0)");
        }
    }

    /** Which state the server is in before the allocation. */
    public enum State {
        READY,
        /** It serves players already and is given once more. */
        ALLOCATED
    }

    /**
     * A range for one counter; what is available is capacity less count.
     *
     * @param minCount at least 0
     * @param maxCount at least minCount, or 0 for no bound
     * @param minAvailable at least 0
     * @param maxAvailable at least minAvailable, or 0 for no bound
     */
    public record CounterRange(long minCount, long maxCount, long minAvailable, long maxAvailable) {
        public CounterRange {
            checkRange("count", minCount, maxCount);
            checkRange("available", minAvailable, maxAvailable);
        }

        /** Room for at least so many more. */
        public static CounterRange available(long min) {
            return new CounterRange(0, 0, min, 0);
        }
    }

    /**
     * A range for one list; what is available is capacity less the number of values.
     *
     * @param containsValue a value that it must have; empty for any
     * @param minAvailable at least 0
     * @param maxAvailable at least minAvailable, or 0 for no bound
     */
    public record ListRange(String containsValue, long minAvailable, long maxAvailable) {
        public ListRange {
            checkRange("available", minAvailable, maxAvailable);
        }

        /** Room for at least so many more values. */
        public static ListRange available(long min) {
            return new ListRange("", min, 0);
        }

        /** A list with that value. */
        public static ListRange containing(String value) {
            return new ListRange(value, 0, 0);
        }
    }

    /** A condition on one label of a server. */
    public sealed interface Condition {
        /** Name of the label. */
        String key();

        /** The label is there, with one of these values. */
        record In(String key, Set<String> values) implements Condition {
            public In {
                values = Set.copyOf(values);
            }
        }

        /** The label is missing, or has none of these values. */
        record NotIn(String key, Set<String> values) implements Condition {
            public NotIn {
                values = Set.copyOf(values);
            }
        }

        /** The label is there. */
        record Exists(String key) implements Condition {}

        /** The label is missing. */
        record DoesNotExist(String key) implements Condition {}
    }
}
