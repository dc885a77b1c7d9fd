package dev.tankfleet.gateway.wire;

import static java.util.Objects.requireNonNullElse;

import dev.tankfleet.gateway.connection.Connection;
import dev.tankfleet.proto.json.MalformedBody;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Turns the frames of one WebSocket into calls on its connection. Owned by the socket's event loop.
 */
final class SocketFrames extends ChannelInboundHandlerAdapter {
    /** Largest frame of a client. */
    static final int FRAME_MAX_BYTES = 4_096;

    /** Largest message of a client, over all its frames. */
    static final int MESSAGE_MAX_BYTES = 16_384;

    private static final Logger LOG = LoggerFactory.getLogger(SocketFrames.class);
    private static final long PULSE_MS = 250;
    private static final byte[] NOTHING = {};

    /** One per event loop, which reads one message at a time. */
    private static final FastThreadLocal<Scratch> SCRATCH =
            new FastThreadLocal<>() {
                @Override
                protected Scratch initialValue() {
                    return new Scratch(new byte[FRAME_MAX_BYTES], new MessageReader());
                }
            };

    private final SocketOutlet outlet;
    private final Connection connection;

    // Owned by the event loop.
    private byte[] fragments = NOTHING;
    private @Nullable ScheduledFuture<?> pulse;

    SocketFrames(SocketOutlet outlet, Connection connection) {
        this.outlet = outlet;
        this.connection = connection;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        connection.onOpen();
        pulse =
                ctx.executor()
                        .scheduleWithFixedDelay(
                                connection::onPulse, PULSE_MS, PULSE_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof WebSocketFrame frame) {
                onFrame(ctx, frame);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable() && !outlet.isWriting()) {
            connection.onDrained();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (pulse != null) {
            pulse.cancel(false);
        }
        connection.onSocketGone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        switch (cause) {
            case CorruptedWebSocketFrameException e
                    when e.closeStatus().code() == WebSocketCloseStatus.MESSAGE_TOO_BIG.code() ->
                    connection.onTooBig("frame: at most " + FRAME_MAX_BYTES + " bytes");
            case CorruptedWebSocketFrameException _ ->
                    connection.onMalformed("frame: by RFC 6455, masked, without extensions");
            case IOException _ -> Sockets.end(ctx.channel());
            default -> {
                LOG.atError().setCause(cause).log("a connection failed");
                Sockets.end(ctx.channel());
            }
        }
    }

    private void onFrame(ChannelHandlerContext ctx, WebSocketFrame frame) {
        switch (frame) {
            case CloseWebSocketFrame _ -> connection.onClientClosed();
            case PongWebSocketFrame _ -> {
                if (connection.onMessage()) {
                    connection.onKeepalive();
                }
            }
            case PingWebSocketFrame ping -> {
                if (connection.onMessage()) {
                    Sockets.send(ctx.channel(), new PongWebSocketFrame(ping.content().retain()));
                }
            }
            case TextWebSocketFrame text when text.isFinalFragment() -> {
                if (connection.onMessage()) {
                    readWhole(text.content());
                }
            }
            case TextWebSocketFrame text -> {
                if (connection.onMessage()) {
                    addFragment(text.content());
                }
            }
            case ContinuationWebSocketFrame more -> {
                if (connection.onMessage()) {
                    onContinuation(more);
                }
            }
            default -> {
                if (connection.onMessage()) {
                    connection.onMalformed("frame: text");
                }
            }
        }
    }

    /** The decoder has made sure that there is something to continue. */
    private void onContinuation(ContinuationWebSocketFrame more) {
        if (fragments.length + more.content().readableBytes() > MESSAGE_MAX_BYTES) {
            fragments = NOTHING;
            connection.onTooBig("message: at most " + MESSAGE_MAX_BYTES + " bytes");
        } else {
            addFragment(more.content());
            if (more.isFinalFragment()) {
                var message = fragments;
                fragments = NOTHING;
                read(SCRATCH.get().reader(), message, message.length);
            }
        }
    }

    private void addFragment(ByteBuf content) {
        int at = fragments.length;
        int length = content.readableBytes();
        fragments = Arrays.copyOf(fragments, at + length);
        content.readBytes(fragments, at, length);
    }

    private void readWhole(ByteBuf content) {
        var scratch = SCRATCH.get();
        int length = content.readableBytes();
        content.readBytes(scratch.buffer(), 0, length);
        read(scratch.reader(), scratch.buffer(), length);
    }

    private void read(MessageReader reader, byte[] message, int length) {
        if (connection.isAwaitingAuth()) {
            readAuth(Arrays.copyOf(message, length));
            return;
        }
        switch (reader.read(message, length)) {
            case MessageReader.PLAYER_INPUT ->
                    connection.onInput(
                            reader.seq(),
                            reader.throttle(),
                            reader.turn(),
                            reader.aim(),
                            reader.fire(),
                            reader.ability());
            case MessageReader.PING -> connection.onPing(reader.t());
            case MessageReader.AUTH -> connection.onMalformed("AUTH: once");
            default -> connection.onMalformed(reader.fault());
        }
    }

    private void readAuth(byte[] message) {
        try {
            connection.onAuth(ClientJson.readAuth(message));
        } catch (MalformedBody e) {
            connection.onMalformed(requireNonNullElse(e.getMessage(), "message: malformed"));
        }
    }

    /** What reading one message takes. */
    @SuppressWarnings("ArrayRecordComponent") // lent to one reader at a time, never compared
    private record Scratch(byte[] buffer, MessageReader reader) {}
}
