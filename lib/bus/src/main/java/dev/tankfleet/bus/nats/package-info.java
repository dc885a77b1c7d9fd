/**
 * The bus on real NATS servers: one connection per {@link dev.tankfleet.bus.Bus}, a hub in the
 * centre and one leaf per region, results in a JetStream stream of each region's own.
 *
 * <p>{@link dev.tankfleet.bus.nats.NatsNames} says what everything is called; {@code conf} writes
 * what the servers must be told, from the same law that the connections check.
 */
@NullMarked
package dev.tankfleet.bus.nats;

import org.jspecify.annotations.NullMarked;
