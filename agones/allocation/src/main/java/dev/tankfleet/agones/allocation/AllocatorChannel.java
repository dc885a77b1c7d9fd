package dev.tankfleet.agones.allocation;

import dev.tankfleet.agones.allocation.AllocationConfig.Security;
import dev.tankfleet.agones.allocation.AllocationConfig.Security.MutualTls;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;

/**
 * The connection to one AllocationService and the one thread that serves its sockets. Any thread
 * may call it; it holds no state of its own but what gRPC guards.
 */
final class AllocatorChannel implements AutoCloseable {
    private static final long CLOSE_MAX_MS = 2_000;

    private final EventLoopGroup loop;
    private final ManagedChannel channel;

    AllocatorChannel(AllocationConfig config, Executor executor) {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(config.host(), config.port());
        secure(builder, config.security());
        this.loop =
                new MultiThreadIoEventLoopGroup(
                        1,
                        new DefaultThreadFactory("agones-allocation-" + config.port(), true),
                        NioIoHandler.newFactory());
        this.channel =
                builder.eventLoopGroup(loop)
                        .channelType(NioSocketChannel.class)
                        .executor(executor)
                        .offloadExecutor(executor)
                        .disableRetry()
                        .build();
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

    private static void secure(NettyChannelBuilder builder, Security security) {
        if (security instanceof MutualTls tls) {
            builder.sslContext(sslContext(tls));
            if (tls.serverName() != null) {
                builder.overrideAuthority(tls.serverName());
            }
        } else {
            builder.usePlaintext();
        }
    }

    private static SslContext sslContext(MutualTls tls) {
        try {
            return GrpcSslContexts.forClient()
                    .keyManager(tls.certificate().toFile(), tls.key().toFile())
                    .trustManager(tls.authority().toFile())
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "security: " + tls + " (expected: readable PEM files)", e);
        }
    }
}
