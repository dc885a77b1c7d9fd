package dev.tankfleet.agones.emulator.grpc;

import dev.tankfleet.agones.emulator.allocator.Allocator;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/**
 * Gives each connection to one of the allocators, and keeps it there, as the Service in front of
 * the real ones does. Called on the sockets' thread; it has no state.
 */
final class Balancer implements ServerInterceptor {
    private static final Context.Key<Allocator> CHOSEN = Context.key("allocator");

    /** Clients' ports follow one another in steps of two; multiplied with this they do not. */
    private static final int SPREAD = 0x9E37_79B9;

    private final List<Allocator> allocators;

    Balancer(List<Allocator> allocators) {
        this.allocators = List.copyOf(allocators);
    }

    /** Whom the call that runs now belongs to. */
    static Allocator chosen() {
        return CHOSEN.get();
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        Allocator allocator = choose(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
        return Contexts.interceptCall(
                Context.current().withValue(CHOSEN, allocator), call, headers, next);
    }

    private Allocator choose(@Nullable SocketAddress client) {
        int port = client instanceof InetSocketAddress address ? address.getPort() : 0;
        return allocators.get(Math.floorMod((port * SPREAD) >>> 16, allocators.size()));
    }
}
