/** Placements in PostgreSQL, table {@code matchmaker.placement}. Called on request threads. */
@NullMarked
package dev.tankfleet.matchmaker.placement.postgres;

import org.jspecify.annotations.NullMarked;
