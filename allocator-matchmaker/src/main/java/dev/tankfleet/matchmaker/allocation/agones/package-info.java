/** Allocation through the AllocationService of each region's cluster. Called on virtual threads. */
@NullMarked
package dev.tankfleet.matchmaker.allocation.agones;

import org.jspecify.annotations.NullMarked;
