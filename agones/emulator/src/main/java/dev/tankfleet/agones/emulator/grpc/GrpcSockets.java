package dev.tankfleet.agones.emulator.grpc;

import dev.tankfleet.agones.emulator.allocator.Allocator;
import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.emulator.sidecar.SidecarSockets;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * All listening sockets of one emulated cluster, and the one thread that serves them. Any thread
 * may call it; the map is the only state.
 */
public final class GrpcSockets implements SidecarSockets, AutoCloseable {
    private static final String ALLOCATOR = "";
    private static final int MESSAGE_MAX_BYTES = 256 * 1024;
    private static final int CALLS_PER_CONNECTION_MAX = 1_000;
    private static final long CLOSE_MAX_MS = 2_000;

    /** Below this one, and below those of other systems, Linux gives no port to a client. */
    private static final int PORT_END = 32_768;

    private static final int PORT_MIN = 20_000;
    private static final int TRIES_MAX = 64;

    private final String name;
    private final String address;
    private final Loop loop;
    private final Cluster cluster;
    private final EventLoopGroup sockets;
    private final Map<String, Server> servers = new ConcurrentHashMap<>();

    /**
     * @param name name of the node, part of the thread's name
     * @param address address to listen on
     */
    public GrpcSockets(String name, String address, Loop loop, Cluster cluster) {
        this.name = name;
        this.address = address;
        this.loop = loop;
        this.cluster = cluster;
        this.sockets =
                new MultiThreadIoEventLoopGroup(
                        1,
                        new DefaultThreadFactory("agones-" + name + "-sockets", true),
                        NioIoHandler.newFactory());
    }

    @Override
    public int open(Sidecar sidecar, int port) throws IOException {
        List<BindableService> services =
                List.of(
                        new SidecarEndpoint(loop, cluster, sidecar),
                        new BetaEndpoint(loop, sidecar));
        return port == 0
                ? listenAnywhere(sidecar.name(), services)
                : listen(sidecar.name(), port, services);
    }

    /**
     * Listens for allocations.
     *
     * @param port port, or 0 for a free one
     * @return the port
     * @throws IOException if the port is taken
     */
    public int openAllocator(Allocator allocator, int port) throws IOException {
        return listen(ALLOCATOR, port, List.of(new AllocationEndpoint(loop, allocator, name)));
    }

    @Override
    public void close(String gameServer) {
        Server server = servers.remove(gameServer);
        if (server != null) {
            server.shutdownNow();
            await(server);
        }
    }

    /** Closes all sockets and ends the thread. */
    @Override
    public void close() {
        servers.keySet().forEach(this::close);
        sockets.shutdownGracefully(0, CLOSE_MAX_MS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MAX_MS, TimeUnit.MILLISECONDS);
    }

    /**
     * Never a port that clients are given for their own end: whoever tries again and again while
     * the sidecar is down would once be given that very port, be connected to itself, and hold it.
     */
    private int listenAnywhere(String owner, List<BindableService> services) throws IOException {
        @Nullable IOException taken = null;
        for (int i = 0; i < TRIES_MAX; i++) {
            try {
                int port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_END);
                return listen(owner, port, services);
            } catch (IOException e) {
                taken = e;
            }
        }
        throw new IOException("no port from " + PORT_MIN + " is free", taken);
    }

    private int listen(String owner, int port, List<BindableService> services) throws IOException {
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(address, port))
                        .bossEventLoopGroup(sockets)
                        .workerEventLoopGroup(sockets)
                        .channelType(NioServerSocketChannel.class)
                        .directExecutor()
                        .maxInboundMessageSize(MESSAGE_MAX_BYTES)
                        .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION_MAX);
        services.forEach(builder::addService);
        Server server = builder.build().start();
        @Nullable Server before = servers.put(owner, server);
        if (before != null) {
            before.shutdownNow();
        }
        return server.getPort();
    }

    /** The port must be free again before anybody opens it anew. */
    private static void await(Server server) {
        try {
            server.awaitTermination(CLOSE_MAX_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
