/**
 * The sidecar of each GameServer: {@link dev.tankfleet.agones.emulator.sidecar.Sidecar} takes what
 * the game server says, and writes it to the cluster late, as the real one does. {@link
 * dev.tankfleet.agones.emulator.sidecar.Sidecars} knows them all.
 *
 * <p>Owned by the loop. Sockets reach it through the adapter; it writes to the cluster.
 */
@NullMarked
package dev.tankfleet.agones.emulator.sidecar;

import org.jspecify.annotations.NullMarked;
