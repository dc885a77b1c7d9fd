package dev.tankfleet.faults.road;

import dev.tankfleet.bus.Bus;

/** The bus between the centre and one region. Every thread may ask. */
public sealed interface Roads extends AutoCloseable permits MemoryRoads, NatsRoads {
    /** A connection of the centre. */
    Bus centre(String id);

    /** A connection of a game server. */
    Bus server(String serverId);

    /** A connection of a gateway. */
    Bus gateway(String gatewayId);

    @Override
    void close();
}
