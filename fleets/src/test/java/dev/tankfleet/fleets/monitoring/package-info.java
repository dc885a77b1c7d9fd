/**
 * The chart {@code monitoring} and the values for charts of others: every figure in boards and
 * alerts is one that somebody shows, every alert fires and is silent when it should, every link
 * leads somewhere. Runs on JUnit's threads.
 */
@NullMarked
package dev.tankfleet.fleets.monitoring;

import org.jspecify.annotations.NullMarked;
