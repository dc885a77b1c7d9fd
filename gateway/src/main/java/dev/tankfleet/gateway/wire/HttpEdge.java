package dev.tankfleet.gateway.wire;

import dev.tankfleet.gateway.connection.Connection;
import dev.tankfleet.gateway.connection.OwnerLoop;
import dev.tankfleet.gateway.wire.WireMeters.Answer;
import dev.tankfleet.process.client.ClientAddresses;
import dev.tankfleet.process.client.netty.ProxyPreamble;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A socket before it is a WebSocket: answers {@code /ping}, refuses with RFC 9457, or upgrades and
 * leaves. Owned by the socket's event loop.
 */
final class HttpEdge extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);
    private static final String PING_PATH = "/ping";
    private static final String SOCKET_PATH = "/";
    private static final String VERSION_13 = "13";
    private static final String BINARY_PROTOCOL = "tankfleet.bin.v1";
    private static final String PROBLEM_JSON = "application/problem+json";

    private static final WebSocketDecoderConfig DECODER =
            WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(SocketFrames.FRAME_MAX_BYTES)
                    .expectMaskedFrames(true)
                    .allowMaskMismatch(false)
                    .allowExtensions(false)
                    .closeOnProtocolViolation(false)
                    .withUTF8Validator(false)
                    .build();

    private final EdgeContext edge;

    // Owned by the event loop.
    private @Nullable ScheduledFuture<?> deadline;

    HttpEdge(EdgeContext edge) {
        this.edge = edge;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.channel().closeFuture().addListener(_ -> edge.meters().onSocketClosed());
        if (edge.meters().onSocketOpened() > edge.limits().socketsMax()) {
            edge.meters().onAnswer(Answer.TOO_MANY_SOCKETS);
            Sockets.end(ctx.channel());
            return;
        }
        awaitRequest(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            // What was read behind the request that ended the socket is not answered any more.
            if (message instanceof FullHttpRequest request && ctx.channel().isActive()) {
                onRequest(ctx, request);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stopWaiting();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Before the upgrade there is nothing to lose: a broken socket or request ends the socket.
        if (cause instanceof Error) {
            LOG.atError().setCause(cause).log("the edge broke");
        }
        Sockets.end(ctx.channel());
    }

    private void onRequest(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            refuse(ctx, HttpResponseStatus.BAD_REQUEST, Answer.MALFORMED, "a request by RFC 9112");
            return;
        }
        switch (pathOf(request.uri())) {
            case PING_PATH -> onPing(ctx, request);
            case SOCKET_PATH -> onSocket(ctx, request);
            default -> refuse(ctx, HttpResponseStatus.NOT_FOUND, Answer.NOT_FOUND, "/ or /ping");
        }
    }

    private void onPing(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            refuse(ctx, HttpResponseStatus.METHOD_NOT_ALLOWED, Answer.METHOD_NOT_ALLOWED, "GET");
            return;
        }
        var answer = answer(HttpResponseStatus.NO_CONTENT, "");
        var origins = request.headers().getAll(HttpHeaderNames.ORIGIN);
        answer.headers().set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        if (edge.origins().isAllowedPage(origins)) {
            answer.headers()
                    .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origins.getFirst())
                    .set("timing-allow-origin", origins.getFirst());
        }
        edge.meters().onAnswer(Answer.PONG);
        send(ctx, answer, HttpUtil.isKeepAlive(request));
    }

    private void onSocket(ChannelHandlerContext ctx, FullHttpRequest request) {
        var headers = request.headers();
        if (!request.method().equals(HttpMethod.GET)) {
            refuse(ctx, HttpResponseStatus.METHOD_NOT_ALLOWED, Answer.METHOD_NOT_ALLOWED, "GET");
        } else if (!headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                || !VERSION_13.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            refuse(
                    ctx,
                    HttpResponseStatus.UPGRADE_REQUIRED,
                    Answer.UPGRADE_REQUIRED,
                    "a WebSocket of version 13");
        } else if (!edge.sources().spend(clientOf(ctx, request), edge.clock().getAsLong())) {
            refuse(
                    ctx,
                    HttpResponseStatus.TOO_MANY_REQUESTS,
                    Answer.TOO_MANY_HANDSHAKES,
                    "fewer upgrades from one address");
        } else if (!edge.origins().admits(headers.getAll(HttpHeaderNames.ORIGIN))) {
            refuse(
                    ctx,
                    HttpResponseStatus.FORBIDDEN,
                    Answer.ORIGIN_NOT_ALLOWED,
                    "no Origin or one that is allowed");
        } else if (headers.containsValue(
                HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, BINARY_PROTOCOL, true)) {
            refuse(
                    ctx,
                    HttpResponseStatus.BAD_REQUEST,
                    Answer.BINARY_NOT_BUILT,
                    "no subprotocol: this gateway speaks JSON");
        } else if (!headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
                || !headers.containsValue(
                        HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)) {
            refuse(
                    ctx,
                    HttpResponseStatus.BAD_REQUEST,
                    Answer.MALFORMED,
                    "a handshake by RFC 6455");
        } else {
            upgrade(ctx, request);
        }
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request) {
        stopWaiting();
        edge.meters().onAnswer(Answer.UPGRADED);
        var handshaker = new WebSocketServerHandshaker13(SOCKET_PATH, null, DECODER);
        handshaker
                .handshake(ctx.channel(), request)
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        var outlet = new SocketOutlet(ctx.channel(), edge.gateways());
        var loop = new NettyLoop(ctx.channel().eventLoop());
        var connection = new Connection(loop, outlet, edge.connections());
        ctx.pipeline().replace(this, "frames", new SocketFrames(outlet, connection));
    }

    private void refuse(
            ChannelHandlerContext ctx, HttpResponseStatus status, Answer answer, String expected) {
        edge.meters().onAnswer(answer);
        var code = answer.name().toLowerCase(Locale.ROOT);
        var body =
                "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\",\"detail\":\"expected: %s\"}"
                        .formatted(status.reasonPhrase(), status.code(), code, expected);
        var response = answer(status, body);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, PROBLEM_JSON);
        if (status.equals(HttpResponseStatus.TOO_MANY_REQUESTS)) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, 1);
        }
        if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            response.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION_13);
        }
        send(ctx, response, false);
    }

    private void send(ChannelHandlerContext ctx, FullHttpResponse response, boolean isKeptAlive) {
        HttpUtil.setKeepAlive(response, isKeptAlive);
        var sent = ctx.writeAndFlush(response);
        if (!ctx.channel().isWritable()) {
            // It asks and does not read: what is written for it would pile up here.
            Sockets.end(ctx.channel());
        } else if (isKeptAlive) {
            awaitRequest(ctx);
        } else {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** The deadline is one for the whole request, so that a byte now and then buys no time. */
    private void awaitRequest(ChannelHandlerContext ctx) {
        stopWaiting();
        deadline =
                ctx.executor()
                        .schedule(
                                () -> Sockets.end(ctx.channel()),
                                edge.limits().requestTimeout().toMillis(),
                                TimeUnit.MILLISECONDS);
    }

    private void stopWaiting() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private static FullHttpResponse answer(HttpResponseStatus status, String body) {
        var content = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        if (!body.isEmpty()) {
            HttpUtil.setContentLength(response, content.readableBytes());
        }
        return response;
    }

    private InetAddress clientOf(ChannelHandlerContext ctx, FullHttpRequest request) {
        return edge.clients()
                .behind(
                        ProxyPreamble.clientOf(ctx.channel()),
                        request.headers().getAll(ClientAddresses.FORWARDED_FOR));
    }

    private static String pathOf(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** The event loop of the socket, as its connection sees it. Every thread may call it. */
    private record NettyLoop(EventLoop loop) implements OwnerLoop {
        @Override
        public boolean isOwner() {
            return loop.inEventLoop();
        }

        @Override
        public boolean execute(Runnable task) {
            try {
                loop.execute(task);
                return true;
            } catch (RejectedExecutionException e) {
                return false;
            }
        }
    }
}
