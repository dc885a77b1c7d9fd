/**
 * Where tanks drive: maps as data, and the ground that answers what a wall blocks.
 *
 * <p>Immutable, for any thread. World, step and bot ask {@link dev.tankfleet.game.map.Ground};
 * clients are sent the {@link dev.tankfleet.game.map.GameMap}.
 */
@NullMarked
package dev.tankfleet.game.map;

import org.jspecify.annotations.NullMarked;
