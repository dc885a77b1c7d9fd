package dev.tankfleet.agones.kubernetes.gameserver;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;

import io.fabric8.kubernetes.api.model.NodeAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What has become of a game server.
 *
 * @param state its state, for example {@code Ready}; empty before the controller has seen it
 * @param ports ports as they can be reached
 * @param address address of the node
 * @param addresses all addresses of node and pod
 * @param nodeName name of the node
 * @param reservedUntil end of a reservation, RFC 3339
 * @param counters counters by name
 * @param lists lists by name
 * @param more fields that this type does not know
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GameServerStatus(
        @Nullable String state,
        List<Port> ports,
        @Nullable String address,
        List<NodeAddress> addresses,
        @Nullable String nodeName,
        @Nullable String reservedUntil,
        Map<String, CounterStatus> counters,
        Map<String, ListStatus> lists,
        @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
    public GameServerStatus {
        ports = Copies.list(ports);
        addresses = Copies.list(addresses);
        counters = Copies.map(counters);
        lists = Copies.map(lists);
        more = Copies.fields(more);
    }

    /** A server of which nothing is known but its state. */
    public static GameServerStatus of(String state) {
        return new GameServerStatus(
                state, List.of(), null, List.of(), null, null, Map.of(), Map.of(), Map.of());
    }

    /** The same in another state. */
    public GameServerStatus withState(String newState) {
        return new GameServerStatus(
                newState,
                ports,
                address,
                addresses,
                nodeName,
                reservedUntil,
                counters,
                lists,
                more);
    }

    /**
     * A port as it can be reached.
     *
     * @param name its name in the definition
     * @param port its number on the node, or in the container with port policy None
     * @param more fields that this type does not know
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Port(
            @Nullable String name,
            @Nullable Integer port,
            @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
        public Port {
            more = Copies.fields(more);
        }
    }
}
