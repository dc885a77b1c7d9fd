/** Mends the rows in PostgreSQL. Runs on the reconciler's thread. */
@NullMarked
package dev.tankfleet.matchmaker.reconcile.postgres;

import org.jspecify.annotations.NullMarked;
