/**
 * One client's WebSocket, from the upgrade to the last frame, as sealed states. Knows nothing of
 * sockets or JSON: {@code wire} tells it what came and implements {@link
 * dev.tankfleet.gateway.connection.Outlet} for what goes out.
 *
 * <p>One event loop owns a connection; other threads only hand it a task. Neighbours: {@code
 * admission} gives the seat, {@code pump} the frames, {@code drain} the order to end.
 */
@NullMarked
package dev.tankfleet.gateway.connection;

import org.jspecify.annotations.NullMarked;
