package dev.tankfleet.agones.conformance.grpc;

import dev.tankfleet.agones.allocation.proto.AllocationRequest;
import dev.tankfleet.agones.allocation.proto.AllocationResponse;
import dev.tankfleet.agones.allocation.proto.AllocationServiceGrpc;
import dev.tankfleet.agones.conformance.subject.Allocators;

import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The AllocationService over TLS, call by call. Any thread may use it. */
public final class RawAllocator implements AutoCloseable {
    private final ManagedChannel channel;

    /**
     * @param hasCertificate whether it shows the client's certificate
     * @throws UncheckedIOException if a certificate cannot be read
     */
    public RawAllocator(Allocators allocators, boolean hasCertificate) {
        try {
            SslContextBuilder tls =
                    GrpcSslContexts.forClient().trustManager(allocators.authority().toFile());
            if (hasCertificate) {
                tls.keyManager(allocators.certificate().toFile(), allocators.key().toFile());
            }
            this.channel =
                    NettyChannelBuilder.forAddress("localhost", allocators.port())
                            .sslContext(tls.build())
                            .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks, with a deadline that is far away. */
    public Answer<AllocationResponse> allocate(AllocationRequest request) {
        return allocate(request, Duration.ofSeconds(Calls.DEADLINE_S));
    }

    /** Asks, with that deadline. */
    public Answer<AllocationResponse> allocate(AllocationRequest request, Duration deadline) {
        return Calls.answer(
                () ->
                        AllocationServiceGrpc.newBlockingStub(channel)
                                .withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS)
                                .allocate(request));
    }

    /** Asks how the allocator is; the answer is one of gRPC's health service. */
    public Answer<String> health() {
        return Calls.answer(
                () ->
                        HealthGrpc.newBlockingStub(channel)
                                .withDeadlineAfter(Calls.DEADLINE_S, TimeUnit.SECONDS)
                                .check(HealthCheckRequest.getDefaultInstance())
                                .getStatus()
                                .name());
    }

    /** Asks, and does not wait; the answer is there when the deadline has passed, at the latest. */
    public CompletableFuture<Answer<AllocationResponse>> allocateLater(
            AllocationRequest request, Duration deadline) {
        var answer = new CompletableFuture<Answer<AllocationResponse>>();
        AllocationServiceGrpc.newStub(channel)
                .withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS)
                .allocate(request, Calls.into(answer));
        return answer;
    }

    @Override
    public void close() {
        Calls.close(channel);
    }
}
