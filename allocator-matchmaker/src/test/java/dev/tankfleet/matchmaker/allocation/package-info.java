/** Tests of the package of the same name, by hand-moved clocks. */
@NullMarked
package dev.tankfleet.matchmaker.allocation;

import org.jspecify.annotations.NullMarked;
