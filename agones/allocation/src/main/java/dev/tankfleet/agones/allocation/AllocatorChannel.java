package dev.tankfleet.agones.allocation;

import dev.tankfleet.agones.allocation.AllocationConfig.Security;
import dev.tankfleet.agones.allocation.AllocationConfig.Security.MutualTls;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The connections to one AllocationService, one to each address of its name in turn, and the one
 * thread that serves their sockets and looks for new addresses and certificates. Any thread may
 * call it; what gRPC does not guard is atomic.
 */
final class AllocatorChannel implements AutoCloseable {
    private static final long CLOSE_MAX_MS = 2_000;

    /** Calls under way go on over the old connections. */
    private static final Duration RESOLVE_EVERY = Duration.ofMinutes(5);

    private final String host;
    private final Executor executor;
    private final AtomicReference<Set<InetAddress>> addresses = new AtomicReference<>(Set.of());
    private final EventLoopGroup loop;
    private final ManagedChannel channel;

    AllocatorChannel(AllocationConfig config, Executor executor) {
        this.host = config.host();
        this.executor = executor;
        this.loop =
                new MultiThreadIoEventLoopGroup(
                        1,
                        new DefaultThreadFactory("agones-allocation-" + config.port(), true),
                        NioIoHandler.newFactory());
        try {
            var builder = NettyChannelBuilder.forAddress(config.host(), config.port());
            secure(builder, config.security());
            this.channel =
                    builder.eventLoopGroup(loop)
                            .channelType(NioSocketChannel.class)
                            .executor(executor)
                            .offloadExecutor(executor)
                            .defaultLoadBalancingPolicy("round_robin")
                            .disableRetry()
                            .build();
        } catch (RuntimeException e) {
            var unused = loop.shutdownGracefully(0, CLOSE_MAX_MS, TimeUnit.MILLISECONDS);
            throw e;
        }
        every(RESOLVE_EVERY, Duration.ZERO, this::lookForNewAddresses);
    }

    ManagedChannel channel() {
        return channel;
    }

    /**
     * gRPC waits up to two minutes between its own tries to connect; an allocation must not wait
     * for that.
     */
    void retryConnectNow() {
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            channel.resetConnectBackoff();
        }
    }

    /**
     * Ends the connection and the thread; returns when both are gone, or after {@value
     * #CLOSE_MAX_MS} ms each.
     */
    @Override
    public void close() {
        channel.shutdownNow();
        boolean isInterrupted = false;
        try {
            channel.awaitTermination(CLOSE_MAX_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            isInterrupted = true;
        }
        loop.shutdownGracefully(0, CLOSE_MAX_MS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MAX_MS, TimeUnit.MILLISECONDS);
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A deployment behind one name has new addresses now and then, and nobody tells us. */
    private void lookForNewAddresses() {
        try {
            executor.execute(this::resolve);
        } catch (RejectedExecutionException e) {
            // The caller's executor has no room now; the next look is not far.
        }
    }

    /** On the caller's executor, because it may take long. */
    private void resolve() {
        try {
            var found = Set.copyOf(Arrays.asList(InetAddress.getAllByName(host)));
            var before = addresses.getAndSet(found);
            if (!before.isEmpty() && !before.equals(found)) {
                channel.enterIdle();
            }
        } catch (UnknownHostException e) {
            // The connections that there are stay in use.
        }
    }

    private void secure(NettyChannelBuilder builder, Security security) {
        if (security instanceof MutualTls tls) {
            TlsFiles files = new TlsFiles(tls);
            builder.sslContext(contextOf(files));
            if (tls.serverName() != null) {
                builder.overrideAuthority(tls.serverName());
            }
            every(tls.reloadEvery(), tls.reloadEvery(), files::reload);
        } else {
            builder.usePlaintext();
        }
    }

    /** The task must not throw. */
    private void every(Duration period, Duration firstAfter, Runnable task) {
        var unused =
                loop.scheduleAtFixedRate(
                        task, firstAfter.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static SslContext contextOf(TlsFiles files) {
        try {
            return files.context();
        } catch (IOException e) {
            throw new IllegalArgumentException("security: no TLS with these certificates", e);
        }
    }
}
