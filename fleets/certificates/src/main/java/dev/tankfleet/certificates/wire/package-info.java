/**
 * The commands: from arguments and environment to the features, and from outcomes to lines and exit
 * codes. Each runs on the thread that was given to it. Neighbours: all features; nothing imports
 * this.
 */
@NullMarked
package dev.tankfleet.certificates.wire;

import org.jspecify.annotations.NullMarked;
