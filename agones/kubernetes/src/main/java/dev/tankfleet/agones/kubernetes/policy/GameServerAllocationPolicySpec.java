package dev.tankfleet.agones.kubernetes.policy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tankfleet.agones.kubernetes.gameserver.Copies;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * When a cluster is chosen and how it is reached.
 *
 * @param priority lower ones first
 * @param weight share among those of one priority
 * @param connectionInfo how it is reached
 * @param more fields that this type does not know
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GameServerAllocationPolicySpec(
        @Nullable Integer priority,
        @Nullable Integer weight,
        @Nullable ConnectionInfo connectionInfo,
        @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
    public GameServerAllocationPolicySpec {
        more = Copies.fields(more);
    }

    /**
     * How a cluster is reached.
     *
     * @param clusterName its name
     * @param allocationEndpoints its allocators; empty for this very cluster
     * @param secretName secret with {@code tls.crt}, {@code tls.key} and {@code ca.crt}
     * @param namespace namespace of its game servers
     * @param serverCa whom to trust, PEM in base64
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ConnectionInfo(
            @Nullable String clusterName,
            List<String> allocationEndpoints,
            @Nullable String secretName,
            @Nullable String namespace,
            @Nullable String serverCa,
            @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public ConnectionInfo {
            more = Copies.fields(more);
            allocationEndpoints = Copies.list(allocationEndpoints);
        }
    }
}
