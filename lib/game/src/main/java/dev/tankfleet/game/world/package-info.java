/**
 * The state of one match: columns of ints, and nothing that a copy of those ints would not restore.
 *
 * <p>Owned by the one thread that steps the match. Step and bot write here, view reads; nobody
 * outside of the game's own rooms is handed a {@link dev.tankfleet.game.world.World}.
 */
@HotPath
@NullMarked
package dev.tankfleet.game.world;

import dev.tankfleet.process.HotPath;

import org.jspecify.annotations.NullMarked;
