/** Tests of the package. */
@NullMarked
package dev.tankfleet.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
