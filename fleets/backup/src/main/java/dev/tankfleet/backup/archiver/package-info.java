/**
 * Follows a PostgreSQL as a standby would, and stores what it writes. Owner: the archiver's thread;
 * gauges read what it has left. Neighbours: {@code wal}, which knows the pieces.
 */
@NullMarked
package dev.tankfleet.backup.archiver;

import org.jspecify.annotations.NullMarked;
