package dev.tankfleet.gateway.wire;

import dev.tankfleet.gateway.connection.ConnectionContext;
import dev.tankfleet.process.client.ClientAddresses;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * What all sockets of a gateway share; every thread may use it.
 *
 * @param limits bounds of the edge
 * @param origins which pages are let in
 * @param sources how many upgrades a source has left
 * @param clients tells who is at the other end
 * @param meters of the edge
 * @param connections what a connection needs
 * @param gateways public addresses of the region's gateways, for AUTH_OK
 * @param clock nanoseconds, monotonic
 */
record EdgeContext(
        WireLimits limits,
        OriginRule origins,
        SourceBudget sources,
        ClientAddresses clients,
        WireMeters meters,
        ConnectionContext connections,
        List<String> gateways,
        LongSupplier clock) {}
