/** A single game server, {@link dev.tankfleet.agones.kubernetes.gameserver.GameServer}. Values. */
@NullMarked
package dev.tankfleet.agones.kubernetes.gameserver;

import org.jspecify.annotations.NullMarked;
