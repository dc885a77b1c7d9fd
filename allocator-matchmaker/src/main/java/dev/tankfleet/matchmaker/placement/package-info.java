/**
 * One live placement per player and mode, so that a player is never in two matches. Request threads
 * begin and settle placements; one thread of its own ends them when seats end.
 *
 * <p>Asked by {@code find} before anything is reserved. Rows are kept by {@code postgres}.
 */
@NullMarked
package dev.tankfleet.matchmaker.placement;

import org.jspecify.annotations.NullMarked;
