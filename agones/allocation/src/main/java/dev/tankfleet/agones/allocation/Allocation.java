package dev.tankfleet.agones.allocation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to allocate. Immutable; each {@code with…} makes another one.
 *
 * @param namespace namespace of the GameServers
 * @param selectors which servers will do; the first selector that matches a server wins. Empty: any
 *     Ready server
 * @param priorities which of the servers that match are taken first, after {@code scheduling}
 * @param scheduling whether the servers in use are kept together
 * @param metadata what is put on the server
 * @param counters what is done to its counters, by name
 * @param lists what is done to its lists, by name
 */
public record Allocation(
        String namespace,
        List<Selector> selectors,
        List<Priority> priorities,
        Scheduling scheduling,
        Metadata metadata,
        Map<String, CounterAction> counters,
        Map<String, ListAction> lists) {

    public Allocation {
        if (namespace.isBlank()) {
            throw new IllegalArgumentException("namespace: blank (expected: a namespace)");
        }
        selectors = List.copyOf(selectors);
        priorities = List.copyOf(priorities);
        counters = Map.copyOf(counters);
        lists = Map.copyOf(lists);
    }

    /** Any Ready server. */
    public static Allocation in(String namespace) {
        return new Allocation(
                namespace,
                List.of(),
                List.of(),
                Scheduling.PACKED,
                Metadata.NONE,
                Map.of(),
                Map.of());
    }

    /** A Ready server that has all these labels. */
    public static Allocation ready(String namespace, Map<String, String> matchLabels) {
        return in(namespace).orSelect(Selector.ready(matchLabels));
    }

    /** The same; where no selector so far matches a server, this one may. */
    public Allocation orSelect(Selector selector) {
        return new Allocation(
                namespace,
                with(selectors, selector),
                priorities,
                scheduling,
                metadata,
                counters,
                lists);
    }

    /** The same; among servers that are equal so far, this decides. */
    public Allocation thenBy(Priority priority) {
        return new Allocation(
                namespace,
                selectors,
                with(priorities, priority),
                scheduling,
                metadata,
                counters,
                lists);
    }

    /** The same with another scheduling. */
    public Allocation withScheduling(Scheduling newScheduling) {
        return new Allocation(
                namespace, selectors, priorities, newScheduling, metadata, counters, lists);
    }

    /** The same with one more label for the server. */
    public Allocation withLabel(String key, String value) {
        return withMetadata(
                new Metadata(with(metadata.labels(), key, value), metadata.annotations()));
    }

    /** The same with one more annotation for the server. */
    public Allocation withAnnotation(String key, String value) {
        return withMetadata(
                new Metadata(metadata.labels(), with(metadata.annotations(), key, value)));
    }

    /** The same; does this to a counter, too. */
    public Allocation withCounter(String name, CounterAction action) {
        return new Allocation(
                namespace,
                selectors,
                priorities,
                scheduling,
                metadata,
                with(counters, name, action),
                lists);
    }

    /** The same; does this to a list, too. */
    public Allocation withList(String name, ListAction action) {
        return new Allocation(
                namespace,
                selectors,
                priorities,
                scheduling,
                metadata,
                counters,
                with(lists, name, action));
    }

    private Allocation withMetadata(Metadata newMetadata) {
        return new Allocation(
                namespace, selectors, priorities, scheduling, newMetadata, counters, lists);
    }

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        Map<String, V> copy = new HashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    private static <E> List<E> with(List<E> list, E element) {
        List<E> copy = new ArrayList<>(list);
        copy.add(element);
        return copy;
    }

    /** Which server of those that match is taken. */
    public enum Scheduling {
        /** Nodes with the most servers in use first, so that others can be removed. */
        PACKED,
        /** Any. */
        DISTRIBUTED
    }

    /**
     * What is put on the server, keys as they are.
     *
     * @param labels labels
     * @param annotations annotations; send an id of this very attempt in each call, because an
     *     allocation without one leaves the id of the last allocation on the server
     */
    public record Metadata(Map<String, String> labels, Map<String, String> annotations) {
        static final Metadata NONE = new Metadata(Map.of(), Map.of());

        public Metadata {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
        }
    }

    /**
     * An order of servers by how much is available in one of their counters or lists; those that do
     * not have it come last.
     *
     * @param kind what is looked at
     * @param name its name
     * @param order which come first
     */
    public record Priority(Kind kind, String name, Order order) {
        /** What is looked at. */
        public enum Kind {
            COUNTER,
            LIST
        }

        /** Which servers come first. */
        public enum Order {
            /** Those with the least available: full servers fill up. */
            LEAST_AVAILABLE_FIRST,
            /** Those with the most available: players spread. */
            MOST_AVAILABLE_FIRST
        }

        /** The servers first whose counter has the least available. */
        public static Priority fillCounter(String name) {
            return new Priority(Kind.COUNTER, name, Order.LEAST_AVAILABLE_FIRST);
        }

        /** The servers first whose list has the least available. */
        public static Priority fillList(String name) {
            return new Priority(Kind.LIST, name, Order.LEAST_AVAILABLE_FIRST);
        }
    }
}
