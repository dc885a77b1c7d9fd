/** Tests of the package. */
@NullMarked
package dev.tankfleet.testkit.hostile;

import org.jspecify.annotations.NullMarked;
