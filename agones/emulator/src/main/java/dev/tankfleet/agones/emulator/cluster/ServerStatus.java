package dev.tankfleet.agones.emulator.cluster;

import dev.tankfleet.agones.sdk.GameServer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of a GameServer while it lives; a value, each change makes a new one.
 *
 * @param state its state
 * @param address address of the node; empty until it is Scheduled
 * @param ports ports; empty until it is Scheduled
 * @param counters counters by name
 * @param lists lists by name
 */
public record ServerStatus(
        GameServer.State state,
        String address,
        List<GameServer.Port> ports,
        Map<String, GameServer.Counter> counters,
        Map<String, GameServer.ValueList> lists) {

    public ServerStatus {
        ports = List.copyOf(ports);
        counters = Map.copyOf(counters);
        lists = Map.copyOf(lists);
    }

    ServerStatus withState(GameServer.State next) {
        return new ServerStatus(next, address, ports, counters, lists);
    }

    ServerStatus toScheduled(String nodeAddress, List<GameServer.Port> nodePorts) {
        return new ServerStatus(
                GameServer.State.SCHEDULED, nodeAddress, nodePorts, counters, lists);
    }

    ServerStatus withCounters(Map<String, GameServer.Counter> changed) {
        return new ServerStatus(state, address, ports, merged(counters, changed), lists);
    }

    ServerStatus withLists(Map<String, GameServer.ValueList> changed) {
        return new ServerStatus(state, address, ports, counters, merged(lists, changed));
    }

    static <V> Map<String, V> merged(Map<String, V> base, Map<String, V> over) {
        Map<String, V> merged = new HashMap<>(base);
        merged.putAll(over);
        return merged;
    }
}
