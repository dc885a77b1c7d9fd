package dev.tankfleet.faults.road;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.memory.MemoryHub;

/** The bus inside this JVM. */
public final class MemoryRoads implements Roads {
    private final MemoryHub hub = MemoryHub.create(Lawbook.standard());
    private final String region;

    public MemoryRoads(String region) {
        this.region = region;
    }

    @Override
    public Bus centre(String id) {
        return hub.connect(Role.MATCHMAKER, id);
    }

    @Override
    public Bus server(String serverId) {
        return hub.leaf(region).connect(Role.GAME_SERVER, serverId);
    }

    @Override
    public Bus gateway(String gatewayId) {
        return hub.leaf(region).connect(Role.GATEWAY, gatewayId);
    }

    @Override
    public void close() {
        hub.close();
    }
}
