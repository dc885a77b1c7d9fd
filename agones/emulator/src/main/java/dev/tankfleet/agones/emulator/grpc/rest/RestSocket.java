package dev.tankfleet.agones.emulator.grpc.rest;

import io.grpc.netty.shaded.io.netty.bootstrap.ServerBootstrap;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.group.ChannelGroup;
import io.grpc.netty.shaded.io.netty.channel.group.DefaultChannelGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.SocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpObjectAggregator;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpServerCodec;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.util.concurrent.GlobalEventExecutor;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;

/** One listening HTTP port and its connections. Any thread may call it. */
public final class RestSocket {
    private static final int BODY_MAX_BYTES = 256 * 1024;
    private static final long CLOSE_MAX_MS = 2_000;

    private final Channel listening;
    private final ChannelGroup connections;

    private RestSocket(Channel listening, ChannelGroup connections) {
        this.listening = listening;
        this.connections = connections;
    }

    /**
     * Listens.
     *
     * @param tls whom to let in and as whom to answer; null for plain text
     * @throws IOException if the port is taken
     */
    public static RestSocket open(
            EventLoopGroup sockets,
            InetSocketAddress address,
            Routes routes,
            @Nullable SslContext tls)
            throws IOException {
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        var bound =
                new ServerBootstrap()
                        .group(sockets)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel channel) {
                                        connections.add(channel);
                                        var pipeline = channel.pipeline();
                                        if (tls != null) {
                                            pipeline.addLast(tls.newHandler(channel.alloc()));
                                        }
                                        pipeline.addLast(
                                                new HttpServerCodec(),
                                                new HttpObjectAggregator(BODY_MAX_BYTES),
                                                new RestConnection(routes));
                                    }
                                })
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("no HTTP on " + address, bound.cause());
        }
        return new RestSocket(bound.channel(), connections);
    }

    /** Stops to listen and breaks all connections; the port is free again afterwards. */
    public void close() {
        listening.close().awaitUninterruptibly(CLOSE_MAX_MS);
        connections.close().awaitUninterruptibly(CLOSE_MAX_MS);
    }
}
