package dev.tankfleet.agones.kubernetes.allocation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tankfleet.agones.kubernetes.gameserver.Copies;
import dev.tankfleet.agones.kubernetes.gameserver.CounterStatus;
import dev.tankfleet.agones.kubernetes.gameserver.GameServerStatus;
import dev.tankfleet.agones.kubernetes.gameserver.ListStatus;

import io.fabric8.kubernetes.api.model.NodeAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What came of it. The API server answers 201 whatever it is.
 *
 * @param state {@code Allocated}, {@code UnAllocated} or {@code Contention}
 * @param gameServerName name of the server
 * @param ports its ports
 * @param address address of its node
 * @param addresses all its addresses
 * @param nodeName name of its node
 * @param source {@code local}, or the endpoint of another cluster
 * @param metadata all its labels and annotations
 * @param counters its counters, after the allocation
 * @param lists its lists, after the allocation
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GameServerAllocationStatus(
        @Nullable String state,
        @Nullable String gameServerName,
        List<GameServerStatus.Port> ports,
        @Nullable String address,
        List<NodeAddress> addresses,
        @Nullable String nodeName,
        @Nullable String source,
        GameServerAllocationSpec.@Nullable Metadata metadata,
        Map<String, CounterStatus> counters,
        Map<String, ListStatus> lists) {
    public GameServerAllocationStatus {
        ports = Copies.list(ports);
        addresses = Copies.list(addresses);
        counters = Copies.map(counters);
        lists = Copies.map(lists);
    }
}
