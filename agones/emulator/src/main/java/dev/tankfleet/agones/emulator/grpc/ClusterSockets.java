package dev.tankfleet.agones.emulator.grpc;

import dev.tankfleet.agones.emulator.allocator.Allocator;
import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.grpc.rest.RestSocket;
import dev.tankfleet.agones.emulator.grpc.rest.Routes;
import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.emulator.sidecar.SidecarSockets;

import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import io.grpc.protobuf.services.HealthStatusManager;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * All listening sockets of one emulated cluster, and the one thread that serves them: for each
 * sidecar and for the allocator a port that speaks gRPC, and the one after it JSON over HTTP, as
 * Agones' 9357 and 9358. Any thread may call it; the map is the only state.
 */
public final class ClusterSockets implements SidecarSockets, AutoCloseable {
    private static final String ALLOCATOR = "";
    private static final int MESSAGE_MAX_BYTES = 256 * 1024;
    private static final int CALLS_PER_CONNECTION_MAX = 1_000;
    private static final long CLOSE_MAX_MS = 2_000;

    /** The allocator takes a ping a minute, with or without calls. */
    private static final long PING_MIN_S = 60;

    /** Below this one, and below those of other systems, Linux gives no port to a client. */
    private static final int PORT_END = 32_767;

    private static final int PORT_MIN = 20_000;
    private static final int TRIES_MAX = 64;

    private final String name;
    private final String address;
    private final Loop loop;
    private final Cluster cluster;
    private final EventLoopGroup sockets;
    private final Map<String, Listening> listening = new ConcurrentHashMap<>();

    /**
     * @param name name of the node, part of the thread's name
     * @param address address to listen on
     */
    public ClusterSockets(String name, String address, Loop loop, Cluster cluster) {
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
        List<ServerServiceDefinition> services =
                List.of(
                        new SidecarEndpoint(loop, cluster, sidecar).bindService(),
                        new BetaEndpoint(loop, sidecar).bindService());
        return open(sidecar.name(), port, new Offer(services, Routes.sidecar(services), null));
    }

    /**
     * Listens for allocations.
     *
     * @param allocators at least one; they share the port
     * @param port port, or 0 for a free one
     * @param files certificates; null for plain text
     * @return the port
     * @throws IOException if the port or the one after it is taken, or the files cannot be read
     */
    public int openAllocators(List<Allocator> allocators, int port, @Nullable AllocatorTls files)
            throws IOException {
        List<ServerServiceDefinition> services =
                List.of(
                        ServerInterceptors.intercept(
                                new AllocationEndpoint(loop, name), new Balancer(allocators)),
                        new HealthStatusManager().getHealthService().bindService());
        @Nullable ServerTls tls = files == null ? null : ServerTls.read(name, files);
        try {
            return open(ALLOCATOR, port, new Offer(services, Routes.allocator(services), tls));
        } catch (IOException e) {
            if (tls != null) {
                tls.close();
            }
            throw e;
        }
    }

    @Override
    public void close(String gameServer) {
        @Nullable Listening open = listening.remove(gameServer);
        if (open != null) {
            open.close();
        }
    }

    /** Closes all sockets and ends the thread. */
    @Override
    public void close() {
        listening.keySet().forEach(this::close);
        sockets.shutdownGracefully(0, CLOSE_MAX_MS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MAX_MS, TimeUnit.MILLISECONDS);
    }

    /**
     * A free port is never one that clients are given for their own end: whoever tries again and
     * again while the sidecar is down would once be given that very port, be connected to itself,
     * and hold it.
     */
    private int open(String owner, int port, Offer offer) throws IOException {
        if (port != 0) {
            awaitRelease();
            return listen(owner, port, offer);
        }
        @Nullable IOException taken = null;
        for (int i = 0; i < TRIES_MAX; i++) {
            try {
                return listen(
                        owner, ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_END), offer);
            } catch (IOException e) {
                taken = e;
            }
        }
        throw new IOException("no port from " + PORT_MIN + " is free", taken);
    }

    private int listen(String owner, int port, Offer offer) throws IOException {
        Connections connections = new Connections();
        Server grpc = listenGrpc(port, offer, connections);
        try {
            RestSocket rest =
                    RestSocket.open(
                            sockets,
                            new InetSocketAddress(address, port + 1),
                            offer.routes(),
                            offer.tls() == null ? null : offer.tls().forHttp());
            @Nullable Listening before =
                    listening.put(owner, new Listening(grpc, connections, rest, offer.tls()));
            if (before != null) {
                before.close();
            }
            return port;
        } catch (IOException e) {
            grpc.shutdownNow();
            await(grpc);
            throw e;
        }
    }

    private Server listenGrpc(int port, Offer offer, Connections connections) throws IOException {
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(address, port))
                        .bossEventLoopGroup(sockets)
                        .workerEventLoopGroup(sockets)
                        .channelFactory(connections)
                        .directExecutor()
                        .maxInboundMessageSize(MESSAGE_MAX_BYTES)
                        .permitKeepAliveTime(PING_MIN_S, TimeUnit.SECONDS)
                        .permitKeepAliveWithoutCalls(true)
                        .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION_MAX);
        if (offer.tls() != null) {
            builder.sslContext(offer.tls().forGrpc());
        }
        offer.services().forEach(builder::addService);
        return builder.build().start();
    }

    /**
     * Waits for a port that was ours until now. A closed socket gives its port back when its thread
     * waits for events the next time, as it does before each of two timers that follow each other.
     */
    private void awaitRelease() {
        for (int turns = 0; turns < 2; turns++) {
            sockets.schedule(() -> {}, 1, TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly(CLOSE_MAX_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** The port must be free again before anybody opens it anew. */
    private static void await(Server server) {
        try {
            server.awaitTermination(CLOSE_MAX_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What an owner has to say, and how. */
    private record Offer(
            List<ServerServiceDefinition> services, Routes routes, @Nullable ServerTls tls) {}

    /** The open sockets of an owner. */
    private record Listening(
            Server grpc, Connections connections, RestSocket rest, @Nullable ServerTls tls) {
        void close() {
            connections.drop();
            grpc.shutdownNow();
            rest.close();
            await(grpc);
            if (tls != null) {
                tls.close();
            }
        }
    }
}
