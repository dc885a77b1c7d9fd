/**
 * The numbers of the game, as data with units: what a tank, its shells and a mode can do.
 *
 * <p>Immutable records for any thread. The rooms behind this one (world, step, bot) read their
 * numbers here and hold none of their own that a player could notice.
 */
@NullMarked
package dev.tankfleet.game.rules;

import org.jspecify.annotations.NullMarked;
