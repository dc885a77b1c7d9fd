/**
 * The allocator: {@link dev.tankfleet.agones.emulator.allocator.Allocator} gathers what is asked,
 * and picks servers batch by batch.
 *
 * <p>Owned by the loop. Sockets reach it through the adapter; it writes to the cluster. What it
 * answered is told by {@link dev.tankfleet.agones.emulator.allocator.AllocationLog} to any thread.
 */
@NullMarked
package dev.tankfleet.agones.emulator.allocator;

import org.jspecify.annotations.NullMarked;
