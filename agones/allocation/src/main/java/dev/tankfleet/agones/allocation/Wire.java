package dev.tankfleet.agones.allocation;

import dev.tankfleet.agones.allocation.AllocationOutcome.Allocated;
import dev.tankfleet.agones.allocation.AllocationOutcome.Contention;
import dev.tankfleet.agones.allocation.AllocationOutcome.Invalid;
import dev.tankfleet.agones.allocation.AllocationOutcome.NoneReady;
import dev.tankfleet.agones.allocation.AllocationOutcome.Unavailable;
import dev.tankfleet.agones.allocation.AllocationOutcome.UnknownMayHaveHappened;
import dev.tankfleet.agones.allocation.proto.AllocationRequest;
import dev.tankfleet.agones.allocation.proto.AllocationRequest.SchedulingStrategy;
import dev.tankfleet.agones.allocation.proto.AllocationResponse;
import dev.tankfleet.agones.allocation.proto.GameServerSelector;
import dev.tankfleet.agones.allocation.proto.GameServerSelector.GameServerState;
import dev.tankfleet.agones.allocation.proto.MetaPatch;

import io.grpc.Status;

import java.util.HashMap;
import java.util.Map;

/** From our types to the wire and back; pure functions. */
final class Wire {
    private static final String NONE_READY = "there is no available GameServer";
    private static final String INVALID = "GameServerAllocation.allocation.agones.dev ";
    private static final String LOST_UPDATE = "could not update the selected GameServer";

    private Wire() {}

    static AllocationRequest request(Allocation allocation) {
        AllocationRequest.Builder request =
                AllocationRequest.newBuilder()
                        .setNamespace(allocation.namespace())
                        .setScheduling(
                                switch (allocation.scheduling()) {
                                    case PACKED -> SchedulingStrategy.Packed;
                                    case DISTRIBUTED -> SchedulingStrategy.Distributed;
                                })
                        .setMetadata(
                                MetaPatch.newBuilder()
                                        .putAllLabels(allocation.labels())
                                        .putAllAnnotations(allocation.annotations()));
        for (Allocation.Selector selector : allocation.selectors()) {
            request.addGameServerSelectors(
                    GameServerSelector.newBuilder()
                            .putAllMatchLabels(selector.matchLabels())
                            .setGameServerState(
                                    switch (selector.state()) {
                                        case READY -> GameServerState.READY;
                                        case ALLOCATED -> GameServerState.ALLOCATED;
                                    }));
        }
        return request.build();
    }

    static AllocationOutcome allocated(AllocationResponse response) {
        if (response.getGameServerName().isEmpty()) {
            return new UnknownMayHaveHappened("the answer names no GameServer");
        }
        Map<String, AllocatedServer.Counter> counters = new HashMap<>();
        response.getCountersMap()
                .forEach(
                        (name, c) ->
                                counters.put(
                                        name,
                                        new AllocatedServer.Counter(
                                                c.getCount().getValue(),
                                                c.getCapacity().getValue())));
        return new Allocated(
                new AllocatedServer(
                        response.getGameServerName(),
                        response.getAddress(),
                        response.getAddressesList().stream()
                                .map(a -> new AllocatedServer.Address(a.getType(), a.getAddress()))
                                .toList(),
                        response.getPortsList().stream()
                                .map(p -> new AllocatedServer.Port(p.getName(), p.getPort()))
                                .toList(),
                        response.getNodeName(),
                        response.getMetadata().getLabelsMap(),
                        response.getMetadata().getAnnotationsMap(),
                        counters));
    }

    /**
     * What a status means. The allocator refuses a bad request with UNKNOWN and can be configured
     * to use any code for "none ready", so its texts come first. What gRPC says by itself means the
     * same only if the request had not left: an answer that is too large, for example, is
     * RESOURCE_EXHAUSTED too.
     *
     * @param isSent whether the request had left for the socket
     */
    static AllocationOutcome refused(Status status, boolean isSent) {
        String text = status.getDescription() == null ? "" : status.getDescription();
        String message = status.getCode() + ": " + text;
        if (text.startsWith(NONE_READY)) {
            return new NoneReady(message);
        }
        if (text.startsWith(INVALID)) {
            return new Invalid(message);
        }
        if (text.startsWith(LOST_UPDATE)) {
            return new Contention(message);
        }
        if (!isSent) {
            String cause = status.getCause() == null ? "" : ": " + status.getCause().getMessage();
            return new Unavailable(message + cause);
        }
        return switch (status.getCode()) {
            case ABORTED -> new Contention(message);
            case INVALID_ARGUMENT,
                    UNAUTHENTICATED,
                    PERMISSION_DENIED,
                    UNIMPLEMENTED,
                    NOT_FOUND,
                    FAILED_PRECONDITION ->
                    new Invalid(message);
            default -> new UnknownMayHaveHappened(message);
        };
    }
}
