package dev.tankfleet.gateway.wire;

import io.netty.channel.Channel;

/**
 * Writes and ends of which nobody waits for the outcome: a failure ends the socket, and its handler
 * hears of that. Stateless; called on the socket's event loop.
 */
final class Sockets {
    private Sockets() {}

    /** Writes and flushes; a failure comes to the pipeline's {@code exceptionCaught}. */
    static void send(Channel channel, Object message) {
        var _ = channel.writeAndFlush(message, channel.voidPromise());
    }

    /** Ends a socket, if it has not ended. */
    static void end(Channel channel) {
        var _ = channel.close();
    }
}
