package dev.tankfleet.agones.sdk;

import dev.tankfleet.agones.sdk.proto.SDKGrpc;

import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The connection to the sidecar and the one thread that serves its sockets and our timers. Any
 * thread may call it; it holds no state of its own but what gRPC guards.
 *
 * <p>The event loop is ours, so that {@link #close()} ends it; gRPC's shared one would live on.
 */
final class SidecarChannel implements AutoCloseable {
    private static final long CLOSE_MAX_MS = 2_000;

    /** Time after a call's deadline in which gRPC itself tells of it. */
    private static final Duration ANSWER_MARGIN = Duration.ofSeconds(1);

    private final EventLoopGroup loop;
    private final ManagedChannel channel;
    private final Duration callDeadline;

    SidecarChannel(SdkConfig config, Executor executor) {
        this.callDeadline = config.callDeadline();
        this.loop =
                new MultiThreadIoEventLoopGroup(
                        1,
                        new DefaultThreadFactory("agones-sdk-" + config.port(), true),
                        NioIoHandler.newFactory());
        this.channel =
                NettyChannelBuilder.forAddress(config.host(), config.port())
                        .usePlaintext()
                        .eventLoopGroup(loop)
                        .channelType(NioSocketChannel.class)
                        .executor(executor)
                        .offloadExecutor(executor)
                        .disableRetry()
                        .build();
    }

    /** For streams, which have no deadline. */
    SDKGrpc.SDKStub streams() {
        return SDKGrpc.newStub(channel);
    }

    /** Makes one blocking call and turns its failure into our type. */
    <T> T call(SdkCall<T> call) {
        retryConnectNow();
        try {
            return call.block(channel, options());
        } catch (StatusRuntimeException e) {
            throw new SdkException(call.name(), error(e), e);
        }
    }

    /** Sends one call; its failure is of the same type as that of a blocking one. */
    <T> CompletableFuture<T> start(SdkCall<T> call) {
        retryConnectNow();
        var answer = new CompletableFuture<T>();
        var sent =
                call.start(
                        channel,
                        options(),
                        answer::complete,
                        failure ->
                                answer.completeExceptionally(
                                        new SdkException(call.name(), error(failure), failure)));
        // An executor that takes nothing more would leave it open for ever.
        var tooLate = new SdkError.TimedOut("no answer in " + callDeadline);
        var timer =
                after(
                        callDeadline.plus(ANSWER_MARGIN),
                        () ->
                                answer.completeExceptionally(
                                        new SdkException(call.name(), tooLate, null)));
        var unused =
                answer.whenComplete(
                        (value, failure) -> {
                            if (timer != null) {
                                timer.cancel(false);
                            }
                            if (answer.isCancelled()) {
                                sent.cancel("the future was cancelled", failure);
                            }
                        });
        return answer;
    }

    private CallOptions options() {
        return CallOptions.DEFAULT.withDeadlineAfter(callDeadline.toNanos(), TimeUnit.NANOSECONDS);
    }

    SdkError error(Throwable failure) {
        SdkError error = Wire.error(io.grpc.Status.fromThrowable(failure));
        return channel.isShutdown() ? new SdkError.Closed(error.message()) : error;
    }

    /** gRPC waits up to two minutes between its own tries; a sidecar restarts within a second. */
    void retryConnectNow() {
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            channel.resetConnectBackoff();
        }
    }

    /**
     * Runs the task later, or never if this client closes first. A task that throws would be lost,
     * so it must not.
     *
     * @return null if this client closes
     */
    @Nullable ScheduledFuture<?> after(Duration delay, Runnable task) {
        try {
            return loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            if (!loop.isShuttingDown()) {
                throw e;
            }
            return null;
        }
    }

    ScheduledFuture<?> every(Duration period, Runnable task) {
        return loop.scheduleAtFixedRate(task, 0, period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Runs a listener. What it throws goes to the thread's uncaught exception handler, where its
     * owner looks for it, and does not end our stream.
     */
    static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
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
}
