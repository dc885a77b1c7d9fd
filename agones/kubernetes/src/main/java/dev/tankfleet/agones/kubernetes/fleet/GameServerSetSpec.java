package dev.tankfleet.agones.kubernetes.fleet;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tankfleet.agones.kubernetes.gameserver.Copies;
import dev.tankfleet.agones.kubernetes.gameserver.GameServerTemplate;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What a set keeps.
 *
 * @param replicas servers to keep
 * @param allocationOverflow what surplus servers in use are marked with
 * @param scheduling {@code Packed} or {@code Distributed}
 * @param priorities which servers are removed first
 * @param template what each server is made from
 * @param more fields that this type does not know
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GameServerSetSpec(
        @Nullable Integer replicas,
        FleetSpec.@Nullable AllocationOverflow allocationOverflow,
        @Nullable String scheduling,
        List<FleetSpec.Priority> priorities,
        @Nullable GameServerTemplate template,
        @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
    public GameServerSetSpec {
        priorities = Copies.list(priorities);
        more = Copies.fields(more);
    }
}
