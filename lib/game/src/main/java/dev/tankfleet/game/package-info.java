/**
 * The tank game: a deterministic integer simulation at 30 ticks a second.
 *
 * <p>The entry is {@link dev.tankfleet.game.Simulation}, owned by the one thread that steps its
 * match. The rooms behind it, in the order of a tick: {@code map → world → bot → step}, and {@code
 * view} for those who watch; {@code rules} and {@code angle} serve them all. The same class files
 * run on the server, in bots, tests and replays, and compiled to JavaScript in the browser: no
 * floating point, no clock, no threads, no allocation in a step.
 */
@NullMarked
package dev.tankfleet.game;

import org.jspecify.annotations.NullMarked;
