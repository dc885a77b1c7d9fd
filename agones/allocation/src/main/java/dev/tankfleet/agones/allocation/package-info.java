/**
 * Asks an Agones AllocationService for a game server: {@link
 * dev.tankfleet.agones.allocation.AllocationClient} is the way in, {@link
 * dev.tankfleet.agones.allocation.AllocationOutcome} what can come out.
 *
 * <p>A client owns one daemon thread for its sockets; calls block the caller. The neighbour is the
 * generated wire format in {@code proto}, which never appears in a signature here.
 */
@NullMarked
package dev.tankfleet.agones.allocation;

import org.jspecify.annotations.NullMarked;
