package dev.tankfleet.gateway.wire;

import dev.tankfleet.gateway.connection.Outlet;
import dev.tankfleet.proto.session.JoinReply;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;

import java.util.List;

/**
 * Writes to one WebSocket. Owned by the socket's event loop.
 *
 * <p>Text messages are written as one buffer with their head, past the frame encoder: no object per
 * frame, one copy from the bus to the socket.
 */
final class SocketOutlet implements Outlet {
    private static final int FINAL_TEXT = 0x81;
    private static final int HEAD_MAX_BYTES = 10;
    private static final int LENGTH_IN_7_BITS_MAX = 125;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LENGTH_IN_64_BITS = 127;
    private static final int U16_MAX = 0xFFFF;

    private final Channel channel;
    private final List<String> gateways;

    // Owned by the event loop.
    private boolean isWriting;

    SocketOutlet(Channel channel, List<String> gateways) {
        this.channel = channel;
        this.gateways = gateways;
    }

    /** The marks of the socket are set so that it is writable when nothing at all is unsent. */
    @Override
    public boolean isDrained() {
        return channel.isWritable();
    }

    /** Whether the socket drains under a write of ours, whose caller looks by itself. */
    boolean isWriting() {
        return isWriting;
    }

    @Override
    public void sendWelcome(JoinReply.Joined joined) {
        sendText(ClientJson.writeWelcome(joined, gateways));
    }

    @Override
    public void sendError(String code, String message) {
        sendText(ClientJson.writeError(code, message));
    }

    @Override
    public void sendPong(String t, int tick) {
        sendText(ClientJson.writePong(t, tick));
    }

    @Override
    public void sendFrame(byte[] body, int at, int length) {
        var buffer = channel.alloc().directBuffer(HEAD_MAX_BYTES + length);
        writeHead(buffer, length);
        write(buffer.writeBytes(body, at, length));
    }

    @Override
    public void sendKeepalive() {
        write(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
    }

    @Override
    public void sendClose(int code, String reason) {
        write(new CloseWebSocketFrame(code, reason));
    }

    @Override
    public void end() {
        Sockets.end(channel);
    }

    private void sendText(byte[] text) {
        sendFrame(text, 0, text.length);
    }

    private void write(Object message) {
        isWriting = true;
        Sockets.send(channel, message);
        isWriting = false;
    }

    private static void writeHead(ByteBuf buffer, int length) {
        buffer.writeByte(FINAL_TEXT);
        if (length <= LENGTH_IN_7_BITS_MAX) {
            buffer.writeByte(length);
        } else if (length <= U16_MAX) {
            buffer.writeByte(LENGTH_IN_16_BITS).writeShort(length);
        } else {
            buffer.writeByte(LENGTH_IN_64_BITS).writeLong(length);
        }
    }
}
