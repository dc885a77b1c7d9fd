/**
 * Copies of a PostgreSQL server: a base backup by its own program, and a list of rows that were
 * there before and after. Owner: the thread of one command. Neighbours: {@code copy}, {@code
 * index}, {@code drill}, {@code program}.
 */
@NullMarked
package dev.tankfleet.backup.postgres;

import org.jspecify.annotations.NullMarked;
