/**
 * Keeps room for matches ahead of demand: allocates Ready servers, holds what is kept, releases
 * what is not. One thread owns the plan; calls to Agones and to servers run on virtual threads and
 * come back through its queue.
 *
 * <p>Reads and marks the server table; {@code find} asks it for room when all is full.
 */
@NullMarked
package dev.tankfleet.matchmaker.allocation;

import org.jspecify.annotations.NullMarked;
