/**
 * What every module's tests lean on. {@link dev.tankfleet.testkit.HouseRules} is the entry: it runs
 * the rules of {@code rule} over the module whose test calls it. Runs on the test's thread; the
 * neighbours are {@code format} for the shape of a file, {@code time} for clocks, {@code memory}
 * for allocation, {@code program} and {@code postgres} for what is better real than faked.
 */
@NullMarked
package dev.tankfleet.testkit;

import org.jspecify.annotations.NullMarked;
