/**
 * Tests of real Agones in JUnit: {@link dev.tankfleet.agones.conformance.junit.NeedsAgones} marks
 * them, and leaves them out, told in one line, where there is none. Runs on JUnit's threads.
 * Neighbours: {@code cluster}, which knows what the environment names.
 */
@NullMarked
package dev.tankfleet.agones.conformance.junit;

import org.jspecify.annotations.NullMarked;
