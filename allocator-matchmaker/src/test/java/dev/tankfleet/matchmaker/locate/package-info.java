/** Tests of the package of the same name, by hand-moved clocks. */
@NullMarked
package dev.tankfleet.matchmaker.locate;

import org.jspecify.annotations.NullMarked;
