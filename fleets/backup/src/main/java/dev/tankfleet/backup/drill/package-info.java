/**
 * What came of restoring a copy, and the log of that. Owner: the thread of one command. Neighbours:
 * every kind of source, {@code exporter}.
 */
@NullMarked
package dev.tankfleet.backup.drill;

import org.jspecify.annotations.NullMarked;
