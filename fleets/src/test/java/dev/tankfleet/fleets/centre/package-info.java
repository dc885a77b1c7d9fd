/**
 * The chart of the centre, held against the services that it runs, the law of the bus, and real
 * servers: nginx, NATS, PostgreSQL. Runs on JUnit's threads.
 */
@NullMarked
package dev.tankfleet.fleets.centre;

import org.jspecify.annotations.NullMarked;
