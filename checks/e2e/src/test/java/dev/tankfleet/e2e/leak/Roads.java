package dev.tankfleet.e2e.leak;

import dev.tankfleet.bus.Bus;

/** The bus between the centre and the region, as it is laid for one run. Every thread may ask. */
sealed interface Roads extends AutoCloseable permits MemoryRoads, NatsRoads {
    /** The matchmaker that lives now. */
    String MATCHMAKER = "mm1";

    /** Whom the matchmaker does not know. */
    String STEWARD = "steward";

    /** A connection of the centre. */
    Bus centre(String id);

    /** A connection of a game server. */
    Bus server(String serverId);

    /** A connection of a gateway. */
    Bus gateway(String gatewayId);

    @Override
    void close();
}
