package dev.tankfleet.agones.kubernetes.fleet;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tankfleet.agones.kubernetes.gameserver.Copies;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * How many servers a Fleet or a set has.
 *
 * @param replicas all
 * @param readyReplicas Ready ones
 * @param reservedReplicas Reserved ones
 * @param allocatedReplicas Allocated ones
 * @param allocations how often one of its servers turned Allocated, from Agones 1.59
 * @param counters sums over its servers, by name of the counter
 * @param lists sums over its servers, by name of the list
 * @param more fields that this type does not know
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FleetStatus(
        @Nullable Integer replicas,
        @Nullable Integer readyReplicas,
        @Nullable Integer reservedReplicas,
        @Nullable Integer allocatedReplicas,
        @Nullable Long allocations,
        Map<String, Sum> counters,
        Map<String, Sum> lists,
        @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
    public FleetStatus {
        counters = Copies.map(counters);
        lists = Copies.map(lists);
        more = Copies.fields(more);
    }

    /**
     * A counter or list summed up.
     *
     * @param allocatedCount count in Allocated servers
     * @param allocatedCapacity capacity of Allocated servers
     * @param count count in all servers
     * @param capacity capacity of all servers
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Sum(
            long allocatedCount,
            long allocatedCapacity,
            long count,
            long capacity,
            @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public Sum {
            more = Copies.fields(more);
        }
    }
}
