/**
 * What every feature with a store has to know: that the database may be away. Values only; the pool
 * itself is in {@code postgres}.
 */
@NullMarked
package dev.tankfleet.matchmaker.database;

import org.jspecify.annotations.NullMarked;
