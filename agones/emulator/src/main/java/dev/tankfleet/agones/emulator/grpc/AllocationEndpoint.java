package dev.tankfleet.agones.emulator.grpc;

import dev.tankfleet.agones.allocation.proto.AllocationRequest;
import dev.tankfleet.agones.allocation.proto.AllocationResponse;
import dev.tankfleet.agones.allocation.proto.AllocationServiceGrpc;
import dev.tankfleet.agones.emulator.allocator.Allocator;
import dev.tankfleet.agones.emulator.allocator.Ask;
import dev.tankfleet.agones.emulator.allocator.Reply;
import dev.tankfleet.agones.emulator.loop.Loop;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/**
 * The AllocationService, for the allocator that the {@link Balancer} has chosen. Called on the
 * sockets' thread; it has no state.
 */
final class AllocationEndpoint extends AllocationServiceGrpc.AllocationServiceImplBase {
    /** The real one prints the whole error of the API server behind its words. */
    private static final String DUMP =
            ": &errors.StatusError{ErrStatus:v1.Status{Status:\"Failure\", Reason:\"Invalid\","
                    + " Code:422}}";

    private final Loop loop;
    private final String nodeName;

    AllocationEndpoint(Loop loop, String nodeName) {
        this.loop = loop;
        this.nodeName = nodeName;
    }

    @Override
    public void allocate(AllocationRequest request, StreamObserver<AllocationResponse> out) {
        ServerCallStreamObserver<AllocationResponse> call = Caller.tolerant(out);
        if (request.getMultiClusterSetting().getEnabled()) {
            answer(call, new Reply.Unsupported("multi-cluster allocation"));
            return;
        }
        Ask ask = Asks.ask(request);
        Allocator allocator = Balancer.chosen();
        Caller.offer(
                loop,
                call,
                () -> allocator.allocate(ask, call::isCancelled, reply -> answer(call, reply)));
    }

    private void answer(ServerCallStreamObserver<AllocationResponse> call, Reply reply) {
        switch (reply) {
            case Reply.Granted granted -> {
                call.onNext(Messages.allocation(granted.server(), nodeName));
                call.onCompleted();
            }
            case Reply.NoneReady _ -> refuse(call, Status.RESOURCE_EXHAUSTED, Reply.NoneReady.TEXT);
            case Reply.Contended _ -> refuse(call, Status.ABORTED, Reply.Contended.TEXT);
            case Reply.Conflicted _ -> refuse(call, Status.UNKNOWN, Reply.Conflicted.TEXT);
            case Reply.Invalid invalid -> refuse(call, Status.UNKNOWN, invalid.text() + DUMP);
            case Reply.Unsupported unsupported ->
                    refuse(call, Status.UNIMPLEMENTED, "the emulator has no " + unsupported.what());
            case Reply.Expired _ ->
                    refuse(call, Status.DEADLINE_EXCEEDED, "the caller gave up in the queue");
            case Reply.Unavailable unavailable ->
                    refuse(call, Status.UNAVAILABLE, unavailable.text());
        }
    }

    private static void refuse(
            ServerCallStreamObserver<AllocationResponse> call, Status status, String text) {
        call.onError(status.withDescription(text).asRuntimeException());
    }
}
