/**
 * The chart of a region, held against the services that it runs, the law of the bus and the types
 * of Agones. Runs on JUnit's threads.
 */
@NullMarked
package dev.tankfleet.fleets.region;

import org.jspecify.annotations.NullMarked;
