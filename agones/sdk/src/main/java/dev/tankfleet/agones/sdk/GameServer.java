package dev.tankfleet.agones.sdk;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A GameServer as the cluster stores it, at one moment. Two are equal if nothing that concerns the
 * server differs; resource version and generation are left out, because they move without a change.
 *
 * @param name name, unique in its namespace
 * @param namespace namespace
 * @param uid unique over time, unlike the name
 * @param stateText the state's name on the wire; {@link #state()} is the typed form
 * @param labels all labels
 * @param annotations all annotations, those of allocations included
 * @param address address of the node
 * @param addresses all addresses of node and pod
 * @param ports ports, in the order of the definition
 * @param counters counters by name, without what is still queued in the sidecar
 * @param lists lists by name, likewise
 * @param health how often Agones wants a sign of life
 * @param deletionTimestamp when somebody began to delete the server, null while nobody does
 */
public record GameServer(
        String name,
        String namespace,
        String uid,
        String stateText,
        Map<String, String> labels,
        Map<String, String> annotations,
        String address,
        List<Address> addresses,
        List<Port> ports,
        Map<String, Counter> counters,
        Map<String, ValueList> lists,
        Health health,
        @Nullable Instant deletionTimestamp) {

    /** The annotation that each allocation renews. */
    public static final String LAST_ALLOCATED = "agones.dev/last-allocated";

    public GameServer {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        addresses = List.copyOf(addresses);
        ports = List.copyOf(ports);
        counters = Map.copyOf(counters);
        lists = Map.copyOf(lists);
    }

    /** The state, {@link State#UNKNOWN} for one that this version does not know. */
    public State state() {
        return State.of(stateText);
    }

    /**
     * When the server was allocated for the last time; empty if never, or if the annotation is no
     * time.
     */
    public Optional<Instant> lastAllocated() {
        String text = annotations.get(LAST_ALLOCATED);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether somebody deletes the server; it will get its stop signal soon. */
    public boolean isBeingDeleted() {
        return deletionTimestamp != null;
    }

    /**
     * An address of the node or the pod.
     *
     * @param type for example {@code InternalIP}, {@code ExternalIP}, {@code PodIP}
     * @param address the address itself
     */
    public record Address(String type, String address) {}

    /**
     * A port of the server.
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

    /**
     * How often Agones wants a sign of life.
     *
     * @param disabled whether nobody looks
     * @param period time in which at least one sign of life is due
     * @param failureThreshold periods in a row without one that make the server Unhealthy
     * @param initialDelay time after the start in which nobody looks
     */
    public record Health(
            boolean disabled, Duration period, int failureThreshold, Duration initialDelay) {}

    /** The states of a GameServer, in the order of its life. */
    public enum State {
        PORT_ALLOCATION("PortAllocation"),
        CREATING("Creating"),
        STARTING("Starting"),
        /** It has a node, an address and ports; the process starts. */
        SCHEDULED("Scheduled"),
        /** It said that it is ready; the controller has not confirmed it yet. */
        REQUEST_READY("RequestReady"),
        /** It can be allocated, and it can be removed at any time. */
        READY("Ready"),
        /** It keeps itself out of allocation for some time. */
        RESERVED("Reserved"),
        /** It serves players; neither a scale-down nor a roll-out removes it. */
        ALLOCATED("Allocated"),
        SHUTDOWN("Shutdown"),
        UNHEALTHY("Unhealthy"),
        ERROR("Error"),
        /** A state that this version does not know; {@link #stateText()} has its name. */
        UNKNOWN("");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** The state's name on the wire; empty for {@link #UNKNOWN}. */
        public String text() {
            return text;
        }

        /** The state of that name, {@link #UNKNOWN} if there is none. */
        public static State of(String text) {
            for (State state : values()) {
                if (state.text.equals(text)) {
                    return state;
                }
            }
            return UNKNOWN;
        }
    }
}
