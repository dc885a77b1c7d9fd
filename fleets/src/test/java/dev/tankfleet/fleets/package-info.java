/**
 * The charts, rendered by Helm and held against the services that they run: their configuration,
 * the law of the bus, the types of Agones, and a real API server. Runs on JUnit's threads.
 */
@NullMarked
package dev.tankfleet.fleets;

import org.jspecify.annotations.NullMarked;
