package dev.tankfleet.gateway.wire;

import dev.tankfleet.gateway.connection.ConnectionContext;
import dev.tankfleet.process.client.ClientAddresses;
import dev.tankfleet.process.client.netty.ProxyPreamble;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The listening socket and the event loops of all sockets it accepts. Started and stopped by one
 * thread; in between the loops own everything.
 *
 * <p>It is bound before it accepts, so that the port is known, and known to be free, before
 * anything else starts.
 */
public final class Listener implements AutoCloseable {
    private static final int BACKLOG = 1_024;
    private static final int URI_MAX_BYTES = 2_048;
    private static final int HEADERS_MAX_BYTES = 8_192;
    private static final int BODY_MAX_BYTES = 1_024;
    private static final int READ_BYTES = 4_096;
    private static final int SEND_BUFFER_BYTES = 64 * 1_024;

    /**
     * What the kernel may hold unsent per socket, so that a late client does not get old states.
     */
    private static final int KERNEL_UNSENT_BYTES = 16 * 1_024;

    private static final Duration STOP_MAX = Duration.ofSeconds(3);
    private static final String LEAK_LEVEL = "io.netty.leakDetection.level";

    /** Writable means that nothing is unsent: a state is never queued behind another one. */
    private static final WriteBufferWaterMark ALL_SENT = new WriteBufferWaterMark(1, 1);

    private final EventLoopGroup loops;
    private final Channel socket;
    private final Edge edge;

    private Listener(EventLoopGroup loops, Channel socket, Edge edge) {
        this.loops = loops;
        this.socket = socket;
        this.edge = edge;
    }

    /**
     * Takes the port; accepts nothing yet.
     *
     * @param port 0 for a free one
     * @throws IOException if the port is taken or the host is not ours
     */
    public static Listener bind(String host, int port, WireLimits limits) throws IOException {
        if (System.getProperty(LEAK_LEVEL) == null) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
        int loopCount =
                limits.loops() > 0 ? limits.loops() : Runtime.getRuntime().availableProcessors();
        var loops =
                new MultiThreadIoEventLoopGroup(
                        Math.min(loopCount, WireLimits.LOOPS_MAX),
                        new DefaultThreadFactory("gateway-loop"),
                        ioHandler());
        var edge = new Edge(limits);
        var bound = bootstrap(loops, edge).bind(new InetSocketAddress(host, port));
        if (!bound.awaitUninterruptibly().isSuccess()) {
            stop(loops);
            throw new IOException("port " + port + " of " + host + " is not free", bound.cause());
        }
        return new Listener(loops, bound.channel(), edge);
    }

    /** The port, also if 0 was asked for. */
    public int port() {
        return ((InetSocketAddress) socket.localAddress()).getPort();
    }

    /**
     * Begins to accept.
     *
     * @param allowedOrigins pages that may open a WebSocket
     * @param gateways public addresses of the region's gateways, for AUTH_OK
     * @param clients tells who is at the other end
     * @param connections what a connection needs
     * @param seed random, per process
     */
    public void accept(
            List<String> allowedOrigins,
            List<String> gateways,
            ClientAddresses clients,
            ConnectionContext connections,
            MeterRegistry meters,
            LongSupplier clock,
            int seed) {
        var limits = edge.limits;
        edge.context =
                new EdgeContext(
                        limits,
                        new OriginRule(allowedOrigins),
                        new SourceBudget(
                                limits.handshakeBurst(),
                                limits.handshakesPerSecond(),
                                seed,
                                clock.getAsLong()),
                        clients,
                        new WireMeters(meters, limits.socketsMax()),
                        connections,
                        List.copyOf(gateways),
                        clock);
        socket.config().setAutoRead(true);
    }

    /** Closes the listening socket; the others live on. */
    public void stopAccepting() {
        socket.close().awaitUninterruptibly(STOP_MAX.toMillis());
    }

    /** Ends all sockets and loops. */
    @Override
    public void close() {
        stopAccepting();
        stop(loops);
    }

    private static ServerBootstrap bootstrap(EventLoopGroup loops, Edge edge) {
        var bootstrap =
                new ServerBootstrap()
                        .group(loops)
                        .channel(serverChannel())
                        .childHandler(edge)
                        .option(ChannelOption.AUTO_READ, false)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES)
                        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .childOption(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(READ_BYTES))
                        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, ALL_SENT);
        if (Epoll.isAvailable()) {
            bootstrap.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) KERNEL_UNSENT_BYTES);
        }
        return bootstrap;
    }

    private static IoHandlerFactory ioHandler() {
        return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    private static Class<? extends ServerChannel> serverChannel() {
        return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    private static void stop(EventLoopGroup loops) {
        loops.shutdownGracefully(0, STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(STOP_MAX.toMillis());
    }

    /** Puts the handlers into each accepted socket. Set up before the first one is accepted. */
    private static final class Edge extends ChannelInitializer<Channel> {
        private final WireLimits limits;
        private volatile @Nullable EdgeContext context;

        private Edge(WireLimits limits) {
            this.limits = limits;
        }

        @Override
        protected void initChannel(Channel channel) {
            var ready = context;
            if (ready == null) {
                throw new IllegalStateException("a socket was accepted before accept()");
            }
            channel.pipeline()
                    .addLast(new HttpServerCodec(URI_MAX_BYTES, HEADERS_MAX_BYTES, READ_BYTES))
                    .addLast(new HttpObjectAggregator(BODY_MAX_BYTES, true))
                    .addLast(new HttpEdge(ready));
            ProxyPreamble.install(channel, ready.clients());
        }
    }
}
