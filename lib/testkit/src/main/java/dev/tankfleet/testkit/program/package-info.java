/**
 * Programs of the machine that some tests need, such as a browser. {@link
 * dev.tankfleet.testkit.program.NeedsProgram} marks those tests; what is left out is told once at
 * the end of the run and is a failure in CI. Runs on JUnit's threads. Neighbours: none.
 */
@NullMarked
package dev.tankfleet.testkit.program;

import org.jspecify.annotations.NullMarked;
