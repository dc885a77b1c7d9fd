package dev.tankfleet.e2e.leak;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.e2e.RealBus;

import java.nio.file.Path;
import java.util.Map;

/** The bus as real servers, which other processes reach, too. */
final class NatsRoads implements Roads {
    private final RealBus bus;

    NatsRoads(Path folder) {
        bus = RealBus.start(folder, Territory.REGION, MATCHMAKER, STEWARD);
    }

    @Override
    public Bus centre(String id) {
        return bus.centre(id);
    }

    @Override
    public Bus server(String serverId) {
        return bus.server(serverId);
    }

    @Override
    public Bus gateway(String gatewayId) {
        return bus.gateway(bus.leafPort(), gatewayId);
    }

    /** What the matchmaker is told that is a process of its own. */
    Map<String, String> matchmakerEnvironment() {
        return bus.centreEnvironment(MATCHMAKER);
    }

    @Override
    public void close() {
        bus.close();
    }
}
