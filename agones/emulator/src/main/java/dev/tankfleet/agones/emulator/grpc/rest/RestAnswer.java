package dev.tankfleet.agones.emulator.grpc.rest;

import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpContent;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaderNames;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaderValues;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponseStatus;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpVersion;
import io.grpc.netty.shaded.io.netty.handler.codec.http.LastHttpContent;

import java.nio.charset.StandardCharsets;

/**
 * The answer to one HTTP request: one body, or a stream of lines. One thread at a time answers; the
 * channel takes what it writes from any.
 */
final class RestAnswer {
    private final Channel channel;
    private final Runnable onEnd;

    // Owned by whoever answers.
    private boolean isStreaming;

    /**
     * @param onEnd runs when all has been written, on the channel's event loop
     */
    RestAnswer(Channel channel, Runnable onEnd) {
        this.channel = channel;
        this.onEnd = onEnd;
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    /** All at once. */
    void whole(HttpResponseStatus status, String json) {
        ByteBuf body = utf8(json);
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        finish(response);
    }

    /** A line of a stream. */
    void next(String line) {
        if (!isStreaming) {
            isStreaming = true;
            var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                    .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            var _ = channel.write(response, channel.voidPromise());
        }
        var _ = channel.writeAndFlush(new DefaultHttpContent(utf8(line)), channel.voidPromise());
    }

    /** A failure. */
    void fail(Status status) {
        fail(status, false);
    }

    /** A failure; in a stream it is the last line, or the only one. */
    void fail(Status status, boolean isOfStream) {
        String error = Json.error(status);
        String text = isOfStream ? "{\"error\":" + error + "}\n" : error;
        if (isStreaming) {
            next(text);
            end();
        } else {
            whole(Codes.http(status.getCode()), text);
        }
    }

    /** The end of a stream. */
    void end() {
        finish(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private void finish(Object last) {
        var _ = channel.writeAndFlush(last).addListener(_ -> onEnd.run());
    }

    private static ByteBuf utf8(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
