/**
 * A fleet of real processes on this machine: nats-server as hub and leaves, a Redis per region,
 * PostgreSQL, and each service from its own jar. Agones alone is emulated, in this JVM. Started and
 * closed by one thread.
 */
@NullMarked
package dev.tankfleet.local.process;

import org.jspecify.annotations.NullMarked;
