package dev.tankfleet.agones.allocation;

import java.util.List;
import java.util.Map;

/**
 * An allocated game server, as it is after the allocation.
 *
 * @param name name of the GameServer
 * @param address address of the node
 * @param addresses all addresses of node and pod
 * @param ports ports, in the order of the definition
 * @param nodeName name of the node
 * @param labels all labels, not only those that were sent
 * @param annotations all annotations, not only those that were sent
 * @param counters counters by name, after what the allocation did to them
 * @param lists lists by name, likewise
 */
public record AllocatedServer(
        String name,
        String address,
        List<Address> addresses,
        List<Port> ports,
        String nodeName,
        Map<String, String> labels,
        Map<String, String> annotations,
        Map<String, Counter> counters,
        Map<String, ValueList> lists) {
    public AllocatedServer {
        addresses = List.copyOf(addresses);
        ports = List.copyOf(ports);
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        counters = Map.copyOf(counters);
        lists = Map.copyOf(lists);
    }

    /**
     * An address of the node or the pod.
     *
     * @param type for example {@code InternalIP}, {@code ExternalIP}, {@code PodIP}
     * @param address the address itself
     */
    public record Address(String type, String address) {}

    /**
     * A port of the server. With port policy None it is the container's port and belongs to the
     * address of type PodIP.
     *
     * @param name name in the definition
     * @param port number under which it is reached
     */
    public record Port(String name, int port) {}

    /**
     * A counter.
     *
     * @param count 0 to capacity
     * @param capacity at least 0
     */
    public record Counter(long count, long capacity) {}

    /**
     * A list of distinct values.
     *
     * @param capacity most values it takes
     * @param values the values, oldest first
     */
    public record ValueList(long capacity, List<String> values) {
        public ValueList {
            values = List.copyOf(values);
        }
    }
}
