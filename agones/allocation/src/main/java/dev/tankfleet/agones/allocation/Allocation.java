package dev.tankfleet.agones.allocation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to allocate.
 *
 * @param namespace namespace of the GameServers
 * @param selectors which servers will do; the first selector that matches a server wins. Empty: any
 *     Ready server
 * @param labels labels put on the server as they are
 * @param annotations annotations put on the server as they are; send an id of this very attempt in
 *     each call, because an allocation without one leaves the id of the last allocation on the
 *     server
 * @param scheduling whether the servers in use are kept together
 */
public record Allocation(
        String namespace,
        List<Selector> selectors,
        Map<String, String> labels,
        Map<String, String> annotations,
        Scheduling scheduling) {

    public Allocation {
        if (namespace.isBlank()) {
            throw new IllegalArgumentException("namespace: blank (expected: a namespace)");
        }
        selectors = List.copyOf(selectors);
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** A Ready server that has all these labels. */
    public static Allocation ready(String namespace, Map<String, String> matchLabels) {
        return new Allocation(
                namespace,
                List.of(Selector.ready(matchLabels)),
                Map.of(),
                Map.of(),
                Scheduling.PACKED);
    }

    /** The same with one more label for the server. */
    public Allocation withLabel(String key, String value) {
        return new Allocation(
                namespace, selectors, with(labels, key, value), annotations, scheduling);
    }

    /** The same with one more annotation for the server. */
    public Allocation withAnnotation(String key, String value) {
        return new Allocation(
                namespace, selectors, labels, with(annotations, key, value), scheduling);
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> copy = new HashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    /** Which server of those that match is taken. */
    public enum Scheduling {
        /** Nodes with the most servers in use first, so that others can be removed. */
        PACKED,
        /** Any. */
        DISTRIBUTED
    }

    /** Which state the server is in before the allocation. */
    public enum State {
        READY,
        /** It serves players already and is given once more. */
        ALLOCATED
    }

    /**
     * Which servers will do.
     *
     * @param matchLabels labels that the server must have
     * @param state state that it must be in
     */
    public record Selector(Map<String, String> matchLabels, State state) {
        public Selector {
            matchLabels = Map.copyOf(matchLabels);
        }

        /** Ready servers that have all these labels. */
        public static Selector ready(Map<String, String> matchLabels) {
            return new Selector(matchLabels, State.READY);
        }
    }
}
