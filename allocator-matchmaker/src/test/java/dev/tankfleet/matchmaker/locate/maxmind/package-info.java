/** Databases as small as a test needs them, in the real format. */
@NullMarked
package dev.tankfleet.matchmaker.locate.maxmind;

import org.jspecify.annotations.NullMarked;
