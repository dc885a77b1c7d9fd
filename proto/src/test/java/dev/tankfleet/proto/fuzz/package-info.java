/** Fuzz targets of the bodies on the bus: every byte sequence is read or refused, never more. */
@NullMarked
package dev.tankfleet.proto.fuzz;

import org.jspecify.annotations.NullMarked;
