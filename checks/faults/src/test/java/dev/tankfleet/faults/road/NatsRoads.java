package dev.tankfleet.faults.road;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.e2e.RealBus;

import java.nio.file.Path;
import java.util.Map;

/** The bus as real servers, which other processes reach, too. */
public final class NatsRoads implements Roads {
    private final RealBus bus;

    /**
     * @param folder of the test's own
     * @param centre ids under which the centre may speak
     */
    public NatsRoads(Path folder, String region, String... centre) {
        bus = RealBus.start(folder, region, centre);
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

    /** What a process is told that is one of the centre. */
    public Map<String, String> centreEnvironment(String id) {
        return bus.centreEnvironment(id);
    }

    @Override
    public void close() {
        bus.close();
    }
}
