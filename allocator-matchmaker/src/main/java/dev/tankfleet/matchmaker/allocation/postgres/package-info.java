/** Intents in PostgreSQL, table {@code matchmaker.allocation_intent}. Called on virtual threads. */
@NullMarked
package dev.tankfleet.matchmaker.allocation.postgres;

import org.jspecify.annotations.NullMarked;
