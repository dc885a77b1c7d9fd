package dev.tankfleet.agones.kubernetes.allocation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tankfleet.agones.kubernetes.gameserver.Copies;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What is asked for. The API server sends it back with fields of its own, which nobody reads.
 *
 * @param selectors which servers will do, the first that matches one wins
 * @param priorities which of them are taken first
 * @param scheduling {@code Packed} or {@code Distributed}
 * @param metadata what is put on the server
 * @param counters what is done to its counters
 * @param lists what is done to its lists
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GameServerAllocationSpec(
        List<Selector> selectors,
        List<Priority> priorities,
        @Nullable String scheduling,
        @Nullable Metadata metadata,
        Map<String, CounterAction> counters,
        Map<String, ListAction> lists) {
    public GameServerAllocationSpec {
        selectors = Copies.list(selectors);
        priorities = Copies.list(priorities);
        counters = Copies.map(counters);
        lists = Copies.map(lists);
    }

    /**
     * Which servers will do.
     *
     * @param matchLabels labels that they must have
     * @param matchExpressions further conditions on their labels
     * @param gameServerState {@code Ready} or {@code Allocated}
     * @param counters ranges for their counters
     * @param lists ranges for their lists
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Selector(
            Map<String, String> matchLabels,
            List<Expression> matchExpressions,
            @Nullable String gameServerState,
            Map<String, CounterRange> counters,
            Map<String, ListRange> lists) {
        public Selector {
            matchLabels = Copies.map(matchLabels);
            matchExpressions = Copies.list(matchExpressions);
            counters = Copies.map(counters);
            lists = Copies.map(lists);
        }
    }

    /**
     * A condition on a label.
     *
     * @param key the label
     * @param operator {@code In}, {@code NotIn}, {@code Exists} or {@code DoesNotExist}
     * @param values values of the first two
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Expression(String key, String operator, List<String> values) {
        public Expression {
            values = Copies.list(values);
        }
    }

    /**
     * A range for a counter; a maximum of 0 is none.
     *
     * @param minCount least count
     * @param maxCount most count
     * @param minAvailable least room
     * @param maxAvailable most room
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record CounterRange(
            long minCount, long maxCount, long minAvailable, long maxAvailable) {}

    /**
     * A range for a list; a maximum of 0 is none.
     *
     * @param containsValue a value it must have
     * @param minAvailable least room
     * @param maxAvailable most room
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ListRange(String containsValue, long minAvailable, long maxAvailable) {}

    /**
     * An order of servers.
     *
     * @param type {@code Counter} or {@code List}
     * @param key its name
     * @param order {@code Ascending} or {@code Descending}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Priority(String type, String key, String order) {}

    /**
     * What is put on the server, keys as they are.
     *
     * @param labels labels
     * @param annotations annotations
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Metadata(Map<String, String> labels, Map<String, String> annotations) {
        public Metadata {
            labels = Copies.map(labels);
            annotations = Copies.map(annotations);
        }
    }

    /**
     * What is done to a counter.
     *
     * @param action {@code Increment} or {@code Decrement}; null for nothing
     * @param amount by how much
     * @param capacity new capacity; null to leave it
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record CounterAction(
            @Nullable String action, @Nullable Long amount, @Nullable Long capacity) {}

    /**
     * What is done to a list.
     *
     * @param addValues values put at its end
     * @param deleteValues values taken out
     * @param capacity new capacity; null to leave it
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ListAction(
            List<String> addValues, List<String> deleteValues, @Nullable Long capacity) {
        public ListAction {
            addValues = Copies.list(addValues);
            deleteValues = Copies.list(deleteValues);
        }
    }
}
