/**
 * What a PostgreSQL writes between two copies, in pieces: how they are called, written, read, and
 * put together. Owner: the thread of the archiver, or that of one command. Neighbours: {@code
 * archiver} stores them, {@code postgres} restores with them, {@code rotation} takes old ones away,
 * {@code exporter} says how new the newest is.
 */
@NullMarked
package dev.tankfleet.backup.wal;

import org.jspecify.annotations.NullMarked;
