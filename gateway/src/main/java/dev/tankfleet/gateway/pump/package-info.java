/**
 * Carries frames between the connections of this gateway and the matches, both ways.
 *
 * <p>In: a connection leaves its newest input in its {@link dev.tankfleet.gateway.pump.Seat}; the
 * pump's own thread gathers the seats of a match into one batch each 4 ms. Out: the link's delivery
 * thread leaves the newest frame in each seat and wakes the connection's loop. A seat keeps one
 * input, one state and one control frame, so nothing here can grow.
 *
 * <p>Neighbours: {@code admission} opens and closes seats, {@code connection} fills and empties
 * them.
 */
@HotPath
@NullMarked
package dev.tankfleet.gateway.pump;

import dev.tankfleet.process.HotPath;

import org.jspecify.annotations.NullMarked;
