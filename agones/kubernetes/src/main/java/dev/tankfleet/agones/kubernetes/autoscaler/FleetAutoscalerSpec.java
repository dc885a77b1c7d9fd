package dev.tankfleet.agones.kubernetes.autoscaler;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tankfleet.agones.kubernetes.gameserver.Copies;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Which Fleet, by which rule, and how often.
 *
 * @param fleetName name of the Fleet
 * @param policy the rule
 * @param sync how often it is applied; each 30 s if null
 * @param more fields that this type does not know
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FleetAutoscalerSpec(
        @Nullable String fleetName,
        @Nullable Policy policy,
        @Nullable Sync sync,
        @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
    public FleetAutoscalerSpec {
        more = Copies.fields(more);
    }

    /** This rule, applied each so many seconds. */
    public static FleetAutoscalerSpec of(String fleetName, Policy policy, int everySeconds) {
        return new FleetAutoscalerSpec(
                fleetName,
                policy,
                new Sync("FixedInterval", new FixedInterval(everySeconds, Map.of()), Map.of()),
                Map.of());
    }

    /**
     * How often the rule is applied.
     *
     * @param type {@code FixedInterval}
     * @param fixedInterval the interval
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Sync(
            @Nullable String type,
            @Nullable FixedInterval fixedInterval,
            @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public Sync {
            more = Copies.fields(more);
        }
    }

    /**
     * An interval.
     *
     * @param seconds at least 1
     * @param more fields that this type does not know
     */
    public record FixedInterval(
            int seconds, @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public FixedInterval {
            more = Copies.fields(more);
        }
    }
}
