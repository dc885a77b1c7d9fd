package dev.tankfleet.gateway.connection;

import dev.tankfleet.gateway.admission.Admission;

import java.util.function.LongSupplier;

/**
 * What all connections of a gateway share; every thread may use it.
 *
 * @param admission gives seats
 * @param live connections whose sockets are open
 * @param limits bounds of each
 * @param meters of all
 * @param clock nanoseconds, monotonic
 */
public record ConnectionContext(
        Admission admission,
        LiveConnections live,
        ConnectionLimits limits,
        ConnectionMeters meters,
        LongSupplier clock) {}
