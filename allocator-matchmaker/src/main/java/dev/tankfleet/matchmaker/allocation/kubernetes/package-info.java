/**
 * Allocation through the API server of each region's cluster, for those who cannot reach its
 * AllocationService. Called on virtual threads.
 */
@NullMarked
package dev.tankfleet.matchmaker.allocation.kubernetes;

import org.jspecify.annotations.NullMarked;
