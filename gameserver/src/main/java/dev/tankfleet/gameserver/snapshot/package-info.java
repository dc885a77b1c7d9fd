/**
 * From the world to frames: the JSON that clients read, written once per tick and match, and sent
 * per gateway. Owned by the match's thread; called by {@code tick}. Codes no rule of the game.
 */
@NullMarked
package dev.tankfleet.gameserver.snapshot;

import org.jspecify.annotations.NullMarked;
