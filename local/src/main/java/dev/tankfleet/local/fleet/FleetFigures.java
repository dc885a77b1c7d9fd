package dev.tankfleet.local.fleet;

/**
 * What a fleet says of itself.
 *
 * @param allocations allocations that came in over the wire since the start, at least 0
 * @param allocatedServers game servers that Agones protects now
 * @param readyServers game servers that may be allocated now
 * @param droppedMessages messages that the bus dropped since the start
 * @param errorLines log lines of level ERROR since the start of the JVM
 */
public record FleetFigures(
        long allocations,
        int allocatedServers,
        int readyServers,
        long droppedMessages,
        long errorLines) {}
