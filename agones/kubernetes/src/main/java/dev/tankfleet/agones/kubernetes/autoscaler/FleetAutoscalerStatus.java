package dev.tankfleet.agones.kubernetes.autoscaler;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tankfleet.agones.kubernetes.gameserver.Copies;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What the rule did last.
 *
 * @param currentReplicas servers there were
 * @param desiredReplicas servers there should be
 * @param lastScaleTime when it last changed the number, RFC 3339
 * @param ableToScale whether the rule could be applied
 * @param scalingLimited whether its bounds cut the number
 * @param lastAppliedPolicy which rule of a chain it was
 * @param more fields that this type does not know
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FleetAutoscalerStatus(
        @Nullable Integer currentReplicas,
        @Nullable Integer desiredReplicas,
        @Nullable String lastScaleTime,
        @Nullable Boolean ableToScale,
        @Nullable Boolean scalingLimited,
        @Nullable String lastAppliedPolicy,
        @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
    public FleetAutoscalerStatus {
        more = Copies.fields(more);
    }
}
