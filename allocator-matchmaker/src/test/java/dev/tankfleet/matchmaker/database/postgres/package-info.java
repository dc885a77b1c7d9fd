/** Tests over a real PostgreSQL; each has a database of its own. */
@NullMarked
package dev.tankfleet.matchmaker.database.postgres;

import org.jspecify.annotations.NullMarked;
