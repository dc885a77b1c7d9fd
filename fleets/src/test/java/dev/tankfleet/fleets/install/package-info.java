/** Both charts on one real API server. Runs on JUnit's threads. */
@NullMarked
package dev.tankfleet.fleets.install;

import org.jspecify.annotations.NullMarked;
