/** Tests of the package of the same name, by hand-moved clocks. */
@NullMarked
package dev.tankfleet.matchmaker.find;

import org.jspecify.annotations.NullMarked;
