package dev.tankfleet.agones.emulator.grpc;

import dev.tankfleet.agones.allocation.proto.AllocationRequest;
import dev.tankfleet.agones.allocation.proto.AllocationRequest.SchedulingStrategy;
import dev.tankfleet.agones.allocation.proto.AllocationResponse;
import dev.tankfleet.agones.allocation.proto.AllocationServiceGrpc;
import dev.tankfleet.agones.allocation.proto.GameServerSelector;
import dev.tankfleet.agones.allocation.proto.LabelMatchExpressions;
import dev.tankfleet.agones.emulator.allocator.Allocator;
import dev.tankfleet.agones.emulator.allocator.Ask;
import dev.tankfleet.agones.emulator.allocator.Reply;
import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.sdk.GameServer;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

import java.util.Optional;
import java.util.Set;

/** The AllocationService. Called on the sockets' thread; it has no state. */
final class AllocationEndpoint extends AllocationServiceGrpc.AllocationServiceImplBase {
    private final Loop loop;
    private final Allocator allocator;
    private final String nodeName;

    AllocationEndpoint(Loop loop, Allocator allocator, String nodeName) {
        this.loop = loop;
        this.allocator = allocator;
        this.nodeName = nodeName;
    }

    @Override
    public void allocate(AllocationRequest request, StreamObserver<AllocationResponse> out) {
        ServerCallStreamObserver<AllocationResponse> call = Caller.tolerant(out);
        Optional<String> unsupported = unsupported(request);
        if (unsupported.isPresent()) {
            answer(call, new Reply.Unsupported(unsupported.get()));
            return;
        }
        Ask ask = ask(request);
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
            case Reply.Invalid invalid -> refuse(call, Status.UNKNOWN, invalid.text());
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

    /**
     * The first part of the request that would be ignored; a wrong allocation is worse than none.
     */
    private static Optional<String> unsupported(AllocationRequest request) {
        if (request.getMultiClusterSetting().getEnabled()) {
            return Optional.of("multi-cluster allocation");
        }
        if (request.hasRequiredGameServerSelector()
                || request.getPreferredGameServerSelectorsCount() > 0) {
            return Optional.of("required and preferred selectors");
        }
        if (request.hasMetaPatch()) {
            return Optional.of("metaPatch");
        }
        if (request.getPrioritiesCount() > 0) {
            return Optional.of("priorities");
        }
        if (request.getCountersCount() > 0 || request.getListsCount() > 0) {
            return Optional.of("counter and list actions");
        }
        boolean hasCounts =
                request.getGameServerSelectorsList().stream()
                        .anyMatch(
                                selector ->
                                        selector.getCountersCount() > 0
                                                || selector.getListsCount() > 0);
        return hasCounts ? Optional.of("counter and list selectors") : Optional.empty();
    }

    private static Ask ask(AllocationRequest request) {
        return new Ask(
                request.getNamespace(),
                request.getGameServerSelectorsList().stream()
                        .map(AllocationEndpoint::match)
                        .toList(),
                request.getMetadata().getLabelsMap(),
                request.getMetadata().getAnnotationsMap(),
                request.getScheduling() != SchedulingStrategy.Distributed);
    }

    private static Ask.Match match(GameServerSelector selector) {
        boolean isAllocated =
                selector.getGameServerState() == GameServerSelector.GameServerState.ALLOCATED;
        return new Ask.Match(
                selector.getMatchLabelsMap(),
                selector.getMatchExpressionsList().stream()
                        .map(AllocationEndpoint::condition)
                        .toList(),
                isAllocated ? GameServer.State.ALLOCATED : GameServer.State.READY);
    }

    private static Ask.Condition condition(LabelMatchExpressions expression) {
        String key = expression.getKey();
        Set<String> values = Set.copyOf(expression.getValuesList());
        return switch (expression.getOperator()) {
            case In -> new Ask.Condition.In(key, values);
            case NotIn -> new Ask.Condition.NotIn(key, values);
            case Exists -> new Ask.Condition.Exists(key);
            case DoesNotExist, UNRECOGNIZED -> new Ask.Condition.DoesNotExist(key);
        };
    }
}
