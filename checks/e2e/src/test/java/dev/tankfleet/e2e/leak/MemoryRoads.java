package dev.tankfleet.e2e.leak;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.memory.MemoryHub;

/** The bus inside this JVM. */
final class MemoryRoads implements Roads {
    private final MemoryHub hub = MemoryHub.create(Lawbook.standard());

    @Override
    public Bus centre(String id) {
        return hub.connect(Role.MATCHMAKER, id);
    }

    @Override
    public Bus server(String serverId) {
        return hub.leaf(Territory.REGION).connect(Role.GAME_SERVER, serverId);
    }

    @Override
    public Bus gateway(String gatewayId) {
        return hub.leaf(Territory.REGION).connect(Role.GATEWAY, gatewayId);
    }

    @Override
    public void close() {
        hub.close();
    }
}
