/**
 * Who may sit in one match, who sits, over which connection, and who may come back. All of it
 * belongs to the match's thread.
 *
 * <p>Called by {@code tick}; {@code input} and {@code snapshot} read the connections each tick.
 */
@NullMarked
package dev.tankfleet.gameserver.seat;

import org.jspecify.annotations.NullMarked;
