package dev.tankfleet.agones.kubernetes.autoscaler;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tankfleet.agones.kubernetes.gameserver.Copies;

import io.fabric8.kubernetes.api.model.IntOrString;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A rule; the field that {@code type} names is set, and no other. Make one with the factory of its
 * kind.
 *
 * @param id name within a chain, null elsewhere
 * @param type {@code Buffer}, {@code Webhook}, {@code Counter}, {@code List}, {@code Schedule},
 *     {@code Chain} or {@code Wasm}
 * @param buffer servers to keep free
 * @param webhook who is asked
 * @param counter room to keep free in a counter
 * @param list room to keep free in a list
 * @param schedule when another rule holds
 * @param chain rules, the first that can be applied wins
 * @param more fields that this type does not know
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Policy(
        @Nullable String id,
        @Nullable String type,
        @Nullable Buffer buffer,
        @Nullable Webhook webhook,
        @Nullable Room counter,
        @Nullable Room list,
        @Nullable Schedule schedule,
        List<Policy> chain,
        @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
    public Policy {
        chain = Copies.list(chain);
        more = Copies.fields(more);
    }

    /** Keeps servers free beyond the allocated ones. */
    public static Policy of(Buffer buffer) {
        return new Policy(null, "Buffer", buffer, null, null, null, null, List.of(), Map.of());
    }

    /** Asks somebody for the number. */
    public static Policy of(Webhook webhook) {
        return new Policy(null, "Webhook", null, webhook, null, null, null, List.of(), Map.of());
    }

    /** Keeps room free in a counter, over all servers. */
    public static Policy ofCounter(Room room) {
        return new Policy(null, "Counter", null, null, room, null, null, List.of(), Map.of());
    }

    /** Keeps room free in a list, over all servers. */
    public static Policy ofList(Room room) {
        return new Policy(null, "List", null, null, null, room, null, List.of(), Map.of());
    }

    /** Another rule, at its time. */
    public static Policy of(Schedule schedule) {
        return new Policy(null, "Schedule", null, null, null, null, schedule, List.of(), Map.of());
    }

    /** The first of these rules that can be applied; each needs {@link #withId a name}. */
    public static Policy chainOf(Policy... rules) {
        return new Policy(null, "Chain", null, null, null, null, null, List.of(rules), Map.of());
    }

    /** The same with a name, for a chain. */
    public Policy withId(String newId) {
        return new Policy(newId, type, buffer, webhook, counter, list, schedule, chain, more);
    }

    /** Kubernetes writes numbers as numbers and shares as text. */
    private static IntOrString size(String text) {
        return text.endsWith("%") ? new IntOrString(text) : new IntOrString(Integer.valueOf(text));
    }

    /**
     * Servers to keep free.
     *
     * @param bufferSize a number, or a share as {@code 20%}
     * @param minReplicas fewest servers
     * @param maxReplicas most servers
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Buffer(
            @Nullable IntOrString bufferSize,
            @Nullable Integer minReplicas,
            @Nullable Integer maxReplicas,
            @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public Buffer {
            more = Copies.fields(more);
        }

        /** Without fields that this type does not know. */
        public Buffer(
                @Nullable IntOrString bufferSize,
                @Nullable Integer minReplicas,
                @Nullable Integer maxReplicas) {
            this(bufferSize, minReplicas, maxReplicas, Map.of());
        }

        /**
         * So many servers.
         *
         * @param bufferSize a number as {@code 3}, or a share as {@code 20%}
         */
        public static Buffer of(String bufferSize, int minReplicas, int maxReplicas) {
            return new Buffer(size(bufferSize), minReplicas, maxReplicas);
        }
    }

    /**
     * Room to keep free in a counter or list, summed up over all servers.
     *
     * @param key its name
     * @param bufferSize a number, or a share of the allocated capacity as {@code 20%}
     * @param minCapacity least capacity; 0 or at least {@code bufferSize}
     * @param maxCapacity most capacity
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Room(
            @Nullable String key,
            @Nullable IntOrString bufferSize,
            @Nullable Long minCapacity,
            @Nullable Long maxCapacity,
            @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public Room {
            more = Copies.fields(more);
        }

        /** Without fields that this type does not know. */
        public Room(
                @Nullable String key,
                @Nullable IntOrString bufferSize,
                @Nullable Long minCapacity,
                @Nullable Long maxCapacity) {
            this(key, bufferSize, minCapacity, maxCapacity, Map.of());
        }

        /**
         * So much room.
         *
         * @param bufferSize a number as {@code 3}, or a share as {@code 20%}
         */
        public static Room of(String key, String bufferSize, long minCapacity, long maxCapacity) {
            return new Room(key, size(bufferSize), minCapacity, maxCapacity);
        }
    }

    /**
     * Who is asked for the number: a URL, or a service of the cluster.
     *
     * @param url the URL; null if there is a service
     * @param service the service; null if there is a URL
     * @param caBundle whom to trust, PEM in base64
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Webhook(
            @Nullable String url,
            @Nullable Service service,
            @Nullable String caBundle,
            @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public Webhook {
            more = Copies.fields(more);
        }

        /** Without fields that this type does not know. */
        public Webhook(@Nullable String url, @Nullable Service service, @Nullable String caBundle) {
            this(url, service, caBundle, Map.of());
        }

        /** A URL. */
        public static Webhook at(String url) {
            return new Webhook(url, null, null);
        }
    }

    /**
     * A service of the cluster.
     *
     * @param namespace its namespace
     * @param name its name
     * @param path path of the request
     * @param port its port, 8000 if null
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Service(
            @Nullable String namespace,
            @Nullable String name,
            @Nullable String path,
            @Nullable Integer port,
            @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public Service {
            more = Copies.fields(more);
        }

        /** Without fields that this type does not know. */
        public Service(
                @Nullable String namespace,
                @Nullable String name,
                @Nullable String path,
                @Nullable Integer port) {
            this(namespace, name, path, port, Map.of());
        }
    }

    /**
     * When another rule holds. Agones 1.60 refuses one without both ends of {@code between}.
     *
     * @param between from when to when it may hold at all
     * @param activePeriod when it holds within that
     * @param policy the rule; neither a schedule nor a chain
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Schedule(
            @Nullable Between between,
            @Nullable ActivePeriod activePeriod,
            @Nullable Policy policy,
            @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public Schedule {
            more = Copies.fields(more);
        }

        /** Without fields that this type does not know. */
        public Schedule(
                @Nullable Between between,
                @Nullable ActivePeriod activePeriod,
                @Nullable Policy policy) {
            this(between, activePeriod, policy, Map.of());
        }
    }

    /**
     * A span of time.
     *
     * @param start RFC 3339
     * @param end RFC 3339
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Between(
            @Nullable String start,
            @Nullable String end,
            @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public Between {
            more = Copies.fields(more);
        }

        /** Without fields that this type does not know. */
        public Between(@Nullable String start, @Nullable String end) {
            this(start, end, Map.of());
        }
    }

    /**
     * Times within a span.
     *
     * @param timezone IANA name, UTC if null
     * @param startCron when it begins, as in cron
     * @param duration how long it holds, as {@code 2h}; for ever if null
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ActivePeriod(
            @Nullable String timezone,
            @Nullable String startCron,
            @Nullable String duration,
            @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public ActivePeriod {
            more = Copies.fields(more);
        }

        /** Without fields that this type does not know. */
        public ActivePeriod(
                @Nullable String timezone, @Nullable String startCron, @Nullable String duration) {
            this(timezone, startCron, duration, Map.of());
        }
    }
}
