/**
 * Time in tests: {@link dev.tankfleet.testkit.time.VirtualClock} is moved by hand, {@link
 * dev.tankfleet.testkit.time.Eventually} waits for other threads. Both run on the test's thread.
 * Neighbours: none.
 */
@NullMarked
package dev.tankfleet.testkit.time;

import org.jspecify.annotations.NullMarked;
