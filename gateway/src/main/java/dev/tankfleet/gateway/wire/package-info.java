/**
 * The edge: sockets, HTTP, WebSocket frames and their JSON, on Netty. Bytes come in and leave as
 * calls on {@link dev.tankfleet.gateway.connection.Connection}; what goes out comes through {@link
 * dev.tankfleet.gateway.connection.Outlet}.
 *
 * <p>Each socket belongs to one event loop. Nothing imports this package but the wiring.
 */
@NullMarked
package dev.tankfleet.gateway.wire;

import org.jspecify.annotations.NullMarked;
