package dev.tankfleet.agones.kubernetes.gameserver;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What a game server is made from. Null leaves a field to Agones' own default.
 *
 * @param container name of the container with the game; needed if there are several
 * @param ports ports of the game
 * @param health how often a sign of life is due
 * @param scheduling {@code Packed} or {@code Distributed}
 * @param sdkServer the sidecar
 * @param template the pod
 * @param counters counters with their first values; none can be added later
 * @param lists lists with their first values; none can be added later
 * @param eviction whether the pod may be moved
 * @param more fields that this type does not know
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GameServerSpec(
        @Nullable String container,
        List<Port> ports,
        @Nullable Health health,
        @Nullable String scheduling,
        @Nullable SdkServer sdkServer,
        @Nullable PodTemplateSpec template,
        Map<String, CounterStatus> counters,
        Map<String, ListStatus> lists,
        @Nullable Eviction eviction,
        @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
    public GameServerSpec {
        ports = Copies.list(ports);
        counters = Copies.map(counters);
        lists = Copies.map(lists);
        more = Copies.fields(more);
    }

    /** A server of this pod with these ports, and all else as Agones has it by itself. */
    public static GameServerSpec of(PodTemplateSpec template, List<Port> ports) {
        return new GameServerSpec(
                null, ports, null, null, null, template, Map.of(), Map.of(), null, Map.of());
    }

    /** The same with other counters. */
    public GameServerSpec withCounters(Map<String, CounterStatus> newCounters) {
        return new GameServerSpec(
                container,
                ports,
                health,
                scheduling,
                sdkServer,
                template,
                newCounters,
                lists,
                eviction,
                more);
    }

    /** The same with other lists. */
    public GameServerSpec withLists(Map<String, ListStatus> newLists) {
        return new GameServerSpec(
                container,
                ports,
                health,
                scheduling,
                sdkServer,
                template,
                counters,
                newLists,
                eviction,
                more);
    }

    /**
     * A port of the game.
     *
     * @param name its name
     * @param range range of host ports, {@code default} if null
     * @param portPolicy {@code Dynamic}, {@code Static}, {@code Passthrough} or {@code None}
     * @param container its container; the game's if null
     * @param containerPort number in the container
     * @param hostPort number on the node, for {@code Static}
     * @param protocol {@code UDP}, {@code TCP} or {@code TCPUDP}
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Port(
            @Nullable String name,
            @Nullable String range,
            @Nullable String portPolicy,
            @Nullable String container,
            @Nullable Integer containerPort,
            @Nullable Integer hostPort,
            @Nullable String protocol,
            @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public Port {
            more = Copies.fields(more);
        }

        /** A UDP port of the container that gets a free number on the node. */
        public static Port dynamicUdp(String name, int containerPort) {
            return new Port(name, null, "Dynamic", null, containerPort, null, "UDP", Map.of());
        }
    }

    /**
     * How often a sign of life is due.
     *
     * @param disabled whether nobody looks
     * @param periodSeconds seconds from one look to the next
     * @param failureThreshold misses in a row that make it Unhealthy
     * @param initialDelaySeconds seconds before the first look
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Health(
            @Nullable Boolean disabled,
            @Nullable Integer periodSeconds,
            @Nullable Integer failureThreshold,
            @Nullable Integer initialDelaySeconds,
            @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public Health {
            more = Copies.fields(more);
        }
    }

    /**
     * The sidecar.
     *
     * @param logLevel {@code Info}, {@code Debug}, {@code Error} or {@code Trace}
     * @param grpcPort its port for gRPC
     * @param httpPort its port for HTTP
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record SdkServer(
            @Nullable String logLevel,
            @Nullable Integer grpcPort,
            @Nullable Integer httpPort,
            @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public SdkServer {
            more = Copies.fields(more);
        }
    }

    /**
     * Whether the pod may be moved.
     *
     * @param safe {@code Never}, {@code OnUpgrade} or {@code Always}
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Eviction(
            @Nullable String safe, @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public Eviction {
            more = Copies.fields(more);
        }
    }
}
