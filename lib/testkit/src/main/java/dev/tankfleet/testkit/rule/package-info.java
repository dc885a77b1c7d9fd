/**
 * What a house rule is, and the module it looks at. No thread of its own: {@link
 * dev.tankfleet.testkit.HouseRules} reads one tree and shows it to each rule on the test's thread.
 * The rules live below: {@code source} reads text and syntax, {@code bytecode} reads class files.
 */
@NullMarked
package dev.tankfleet.testkit.rule;

import org.jspecify.annotations.NullMarked;
