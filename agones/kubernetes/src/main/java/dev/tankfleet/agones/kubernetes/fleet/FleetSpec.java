package dev.tankfleet.agones.kubernetes.fleet;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tankfleet.agones.kubernetes.gameserver.Copies;
import dev.tankfleet.agones.kubernetes.gameserver.GameServerTemplate;

import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What a Fleet keeps. Null leaves a field to Agones' own default.
 *
 * @param replicas servers to keep
 * @param allocationOverflow what surplus servers in use are marked with; they see it in their watch
 *     and may drain
 * @param strategy how a new version takes the place of an old one
 * @param scheduling {@code Packed} or {@code Distributed}
 * @param priorities which servers are removed first
 * @param template what each server is made from; a change of it is a new version
 * @param more fields that this type does not know
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FleetSpec(
        @Nullable Integer replicas,
        @Nullable AllocationOverflow allocationOverflow,
        @Nullable DeploymentStrategy strategy,
        @Nullable String scheduling,
        List<Priority> priorities,
        @Nullable GameServerTemplate template,
        @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
    public FleetSpec {
        priorities = Copies.list(priorities);
        more = Copies.fields(more);
    }

    /** So many servers, and all else as Agones has it by itself. */
    public static FleetSpec of(int replicas, GameServerTemplate template) {
        return new FleetSpec(replicas, null, null, null, List.of(), template, Map.of());
    }

    /** The same with another number of servers. */
    public FleetSpec withReplicas(int newReplicas) {
        return new FleetSpec(
                newReplicas, allocationOverflow, strategy, scheduling, priorities, template, more);
    }

    /** The same with this mark for surplus servers in use. */
    public FleetSpec withAllocationOverflow(AllocationOverflow overflow) {
        return new FleetSpec(replicas, overflow, strategy, scheduling, priorities, template, more);
    }

    /**
     * What surplus servers in use are marked with, keys as they are.
     *
     * @param labels labels
     * @param annotations annotations
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record AllocationOverflow(
            Map<String, String> labels,
            Map<String, String> annotations,
            @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public AllocationOverflow {
            more = Copies.fields(more);
            labels = Copies.map(labels);
            annotations = Copies.map(annotations);
        }
    }

    /**
     * An order of servers by what is available in a counter or list.
     *
     * @param type {@code Counter} or {@code List}
     * @param key its name
     * @param order {@code Ascending} or {@code Descending}
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Priority(
            @Nullable String type,
            @Nullable String key,
            @Nullable String order,
            @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public Priority {
            more = Copies.fields(more);
        }
    }
}
