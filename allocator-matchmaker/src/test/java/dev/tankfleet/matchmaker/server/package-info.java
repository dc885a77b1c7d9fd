/** Tests of the package of the same name, by hand-moved clocks. */
@NullMarked
package dev.tankfleet.matchmaker.server;

import org.jspecify.annotations.NullMarked;
