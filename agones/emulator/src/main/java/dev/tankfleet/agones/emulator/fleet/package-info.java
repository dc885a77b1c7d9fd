/**
 * Fleets and what runs in them: {@link dev.tankfleet.agones.emulator.fleet.Fleet} keeps the number
 * of servers, {@link dev.tankfleet.agones.emulator.fleet.Node} starts and stops them through the
 * user's {@link dev.tankfleet.agones.emulator.fleet.GameServerLauncher}.
 *
 * <p>Owned by the loop; the user's code runs on threads of its own, since it may block. Both write
 * to the cluster.
 */
@NullMarked
package dev.tankfleet.agones.emulator.fleet;

import org.jspecify.annotations.NullMarked;
