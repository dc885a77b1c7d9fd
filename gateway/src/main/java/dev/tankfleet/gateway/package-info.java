/**
 * The WebSocket edge of a region. {@link dev.tankfleet.gateway.Gateway} wires it; the rooms in the
 * order in which a frame walks: {@code wire → connection → admission → pump}, and {@code drain} at
 * the end.
 *
 * <p>Holds no game logic, and nothing that a reconnect does not rebuild. Started and stopped by one
 * thread.
 */
@NullMarked
package dev.tankfleet.gateway;

import org.jspecify.annotations.NullMarked;
