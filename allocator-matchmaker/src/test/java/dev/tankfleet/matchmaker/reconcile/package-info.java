/** Tests of the package of the same name, by what servers show and on a real PostgreSQL. */
@NullMarked
package dev.tankfleet.matchmaker.reconcile;

import org.jspecify.annotations.NullMarked;
