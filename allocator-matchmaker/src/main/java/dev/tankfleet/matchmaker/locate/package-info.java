/**
 * Where a player is, and how long a round trip to each region takes. Values and pure calculations;
 * every thread may call them. Asked by {@code find}, used by the scoring in {@code server}.
 */
@NullMarked
package dev.tankfleet.matchmaker.locate;

import org.jspecify.annotations.NullMarked;
