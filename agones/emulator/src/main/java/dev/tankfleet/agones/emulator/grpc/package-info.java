/**
 * The sockets: {@link dev.tankfleet.agones.emulator.grpc.ClusterSockets} opens them, the endpoints
 * turn each message into a command for the loop and each answer into a message.
 *
 * <p>Runs on one event loop thread for all sockets, which never blocks; answers leave from the
 * cluster's loop. The same services as JSON stand in {@code rest}. Nothing imports this package but
 * the wiring, and {@code extensions}, which asks with the same messages.
 */
@NullMarked
package dev.tankfleet.agones.emulator.grpc;

import org.jspecify.annotations.NullMarked;
