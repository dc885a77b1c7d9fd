/**
 * What the emulated cluster stores, and the controller that moves it: {@link
 * dev.tankfleet.agones.emulator.cluster.Cluster} holds the GameServers, {@link
 * dev.tankfleet.agones.emulator.cluster.StateController} turns RequestReady into Ready and Shutdown
 * into a deletion.
 *
 * <p>Owned by the loop; only {@link dev.tankfleet.agones.emulator.cluster.Cluster#views()} may be
 * read from any thread. The sidecar, the allocator and the fleet write here.
 */
@NullMarked
package dev.tankfleet.agones.emulator.cluster;

import org.jspecify.annotations.NullMarked;
