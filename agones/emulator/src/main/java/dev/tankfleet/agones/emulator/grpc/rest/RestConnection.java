package dev.tankfleet.agones.emulator.grpc.rest;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.SimpleChannelInboundHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.DecoderException;
import io.grpc.netty.shaded.io.netty.handler.codec.http.FullHttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpUtil;
import io.grpc.netty.shaded.io.netty.handler.codec.http.QueryStringDecoder;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;

/**
 * One HTTP connection: its requests one after the other, in their order. Owned by its event loop.
 *
 * <p>Who sends more than {@value #WAITING_MAX} requests ahead of their answers loses the
 * connection.
 */
final class RestConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final int WAITING_MAX = 16;

    private final Routes routes;
    private final Queue<Request> waiting = new ArrayDeque<>();
    private @Nullable RestCall running;
    private boolean isBusy;

    RestConnection(Routes routes) {
        this.routes = routes;
    }

    private record Request(
            String verb, String path, String body, boolean isMalformed, boolean isLast) {}

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (waiting.size() == WAITING_MAX) {
            var _ = context.close();
            return;
        }
        waiting.add(read(request));
        next(context);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (running != null && context.channel().isWritable()) {
            running.onWritable();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.clear();
        if (running != null) {
            running.onGone();
            running = null;
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
        if (!(cause instanceof IOException || cause instanceof DecoderException)) {
            // Neither the network nor the caller: the log must show it.
            context.fireExceptionCaught(cause);
        }
    }

    private static Request read(FullHttpRequest request) {
        boolean isMalformed = request.decoderResult().isFailure();
        String path = "";
        try {
            path = new QueryStringDecoder(request.uri()).path();
        } catch (IllegalArgumentException e) {
            // A broken escape.
            isMalformed = true;
        }
        return new Request(
                request.method().name(),
                path,
                request.content().toString(StandardCharsets.UTF_8),
                isMalformed,
                isMalformed || !HttpUtil.isKeepAlive(request));
    }

    private void next(ChannelHandlerContext context) {
        @Nullable Request request = isBusy ? null : waiting.poll();
        if (request != null) {
            isBusy = true;
            serve(context, request);
        }
    }

    private void serve(ChannelHandlerContext context, Request request) {
        var answer =
                new RestAnswer(
                        context.channel(),
                        // In a turn of its own: the answer may be there before the call's start
                        // has come back.
                        () ->
                                context.executor()
                                        .execute(() -> onAnswered(context, request.isLast())));
        if (request.isMalformed()) {
            answer.fail(Status.INVALID_ARGUMENT.withDescription("Bad Request"));
            return;
        }
        switch (routes.find(request.verb(), request.path())) {
            case Routes.Found.Call call ->
                    running =
                            start(call, request.body(), answer, context.channel().remoteAddress());
            case Routes.Found.OtherVerb _ ->
                    answer.fail(Status.UNIMPLEMENTED.withDescription("Method Not Allowed"));
            case Routes.Found.Nothing _ ->
                    answer.fail(Status.NOT_FOUND.withDescription("Not Found"));
        }
    }

    private static @Nullable RestCall start(
            Routes.Found.Call call, String body, RestAnswer answer, SocketAddress client) {
        var definition = ofMessages(call.definition());
        MethodDescriptor<Message, Message> method = definition.getMethodDescriptor();
        if (!method.getType().clientSendsOneMessage() && body.isBlank()) {
            answer.fail(Status.INVALID_ARGUMENT.withDescription("unexpected end of JSON input"));
            return null;
        }
        Message request;
        try {
            request = Json.request(prototype(method), call.route(), call.value(), body);
        } catch (InvalidProtocolBufferException e) {
            answer.fail(
                    Status.INVALID_ARGUMENT.withDescription(
                            "no JSON for " + method.getBareMethodName() + ": " + e.getMessage()));
            return null;
        }
        return RestCall.start(definition, request, answer, client);
    }

    private void onAnswered(ChannelHandlerContext context, boolean isLast) {
        running = null;
        isBusy = false;
        if (isLast) {
            var _ = context.close();
        } else {
            next(context);
        }
    }

    private static Message prototype(MethodDescriptor<Message, Message> method) {
        if (method.getRequestMarshaller()
                instanceof MethodDescriptor.PrototypeMarshaller<Message> marshaller) {
            return Objects.requireNonNull(marshaller.getMessagePrototype());
        }
        throw new IllegalStateException("no message for " + method.getFullMethodName());
    }

    /** The generated services speak of messages in both directions. */
    @SuppressWarnings("unchecked") // a service made by protoc has no other types
    private static ServerMethodDefinition<Message, Message> ofMessages(
            ServerMethodDefinition<?, ?> definition) {
        return (ServerMethodDefinition<Message, Message>) definition;
    }
}
