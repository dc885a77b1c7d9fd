/**
 * Fleets: {@link dev.tankfleet.agones.emulator.fleet.Fleet} keeps the number of servers, changes
 * their template step by step, and tells Allocated servers when they are too many.
 *
 * <p>Owned by the loop. It writes to the cluster and tells a starter of each new server;
 * autoscalers change its replicas.
 */
@NullMarked
package dev.tankfleet.agones.emulator.fleet;

import org.jspecify.annotations.NullMarked;
