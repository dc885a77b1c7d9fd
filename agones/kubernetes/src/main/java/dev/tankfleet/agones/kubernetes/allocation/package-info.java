/**
 * Allocations through the API server: {@link
 * dev.tankfleet.agones.kubernetes.allocation.GameServerAllocations} asks with the same words and
 * answers with the same outcomes as the client of the AllocationService. Any thread may call it.
 */
@NullMarked
package dev.tankfleet.agones.kubernetes.allocation;

import org.jspecify.annotations.NullMarked;
