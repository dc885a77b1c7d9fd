/**
 * How long a tick of the game takes, and what it allocates.
 *
 * <p>JMH owns the threads. The neighbour under test is {@code lib/game}.
 */
@NullMarked
package dev.tankfleet.bench.game;

import org.jspecify.annotations.NullMarked;
