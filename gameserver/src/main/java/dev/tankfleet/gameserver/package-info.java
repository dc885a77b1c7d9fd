/**
 * The game server: many matches in one process, each owned by one thread at 30 ticks a second.
 * {@code GameServer} builds its rooms in the order in which a player passes them: {@code command →
 * host → seat → input → tick → snapshot → result}, beside them {@code lifecycle} and {@code
 * status}.
 */
@NullMarked
package dev.tankfleet.gameserver;

import org.jspecify.annotations.NullMarked;
