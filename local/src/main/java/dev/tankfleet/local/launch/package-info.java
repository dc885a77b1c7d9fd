/**
 * Build step: writes down how {@code ./tankfleet} starts this module. Run once by the build, under
 * the JDK that the build chose; never by a running fleet.
 */
@NullMarked
package dev.tankfleet.local.launch;

import org.jspecify.annotations.NullMarked;
