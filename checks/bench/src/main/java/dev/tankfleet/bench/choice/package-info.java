/**
 * How long it takes to choose a server among many, and what it allocates.
 *
 * <p>JMH owns the threads. The neighbour under test is the live table of {@code
 * allocator-matchmaker}.
 */
@NullMarked
package dev.tankfleet.bench.choice;

import org.jspecify.annotations.NullMarked;
