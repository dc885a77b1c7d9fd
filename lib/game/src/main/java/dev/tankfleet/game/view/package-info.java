/**
 * What a client sees of a match, and all that a bot may know.
 *
 * <p>Owned by the match's thread: the numbers are read from the world as it stands between two
 * steps.
 */
@HotPath
@NullMarked
package dev.tankfleet.game.view;

import dev.tankfleet.process.HotPath;

import org.jspecify.annotations.NullMarked;
