/**
 * The machine of the cluster: {@link dev.tankfleet.agones.emulator.node.Node} starts and stops game
 * servers through the user's {@link dev.tankfleet.agones.emulator.node.GameServerLauncher} and
 * gives each a sidecar and ports.
 *
 * <p>Owned by the loop; the user's code runs on threads of its own, since it may block. It writes
 * to the cluster; Fleets and single servers come from above.
 */
@NullMarked
package dev.tankfleet.agones.emulator.node;

import org.jspecify.annotations.NullMarked;
