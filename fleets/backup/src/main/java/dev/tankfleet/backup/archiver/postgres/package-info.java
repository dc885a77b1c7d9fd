/**
 * PostgreSQL's streaming replication, as the source of its log. Owner: the thread of the archiver.
 * Neighbours: the driver, whose copy of both ways this is on.
 */
@NullMarked
package dev.tankfleet.backup.archiver.postgres;

import org.jspecify.annotations.NullMarked;
