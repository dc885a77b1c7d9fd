/**
 * What the matchmaker asks of this server, off the bus and back. One virtual thread per command,
 * bounded; {@code host} and {@code lifecycle} do the work.
 */
@NullMarked
package dev.tankfleet.gameserver.command;

import org.jspecify.annotations.NullMarked;
