/**
 * The charts, rendered by Helm and held against what they will meet. {@code chart} is what the
 * checks stand on, {@code both} what each chart has to pass, {@code region} and {@code centre} what
 * is true of one, {@code install} what an API server says to them. Runs on JUnit's threads.
 */
@NullMarked
package dev.tankfleet.fleets;

import org.jspecify.annotations.NullMarked;
