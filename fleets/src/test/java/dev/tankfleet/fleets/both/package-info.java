/** Checks that each chart has to pass, whatever is in it. Runs on JUnit's threads. */
@NullMarked
package dev.tankfleet.fleets.both;

import org.jspecify.annotations.NullMarked;
