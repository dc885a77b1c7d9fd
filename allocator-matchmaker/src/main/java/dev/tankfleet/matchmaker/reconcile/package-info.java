/**
 * Compares the books with what the servers show, every few seconds and over all replicas one at a
 * time: intents without a server, servers without an intent, placements that nothing stands behind.
 * What a process left half done that died, the next one mends.
 *
 * <p>A thread of its own; it reads the live table of {@code server} and writes what {@code
 * allocation} and {@code placement} wrote. Rows are kept by {@code postgres}.
 */
@NullMarked
package dev.tankfleet.matchmaker.reconcile;

import org.jspecify.annotations.NullMarked;
