/**
 * The wire format of the AllocationService, generated from {@code allocation.proto}; no thread, no
 * state.
 */
@NullMarked
package dev.tankfleet.agones.allocation.proto;

import org.jspecify.annotations.NullMarked;
