package dev.tankfleet.agones.allocation;

import com.google.protobuf.Int64Value;
import com.google.protobuf.StringValue;

import dev.tankfleet.agones.allocation.AllocationOutcome.Allocated;
import dev.tankfleet.agones.allocation.AllocationOutcome.Contention;
import dev.tankfleet.agones.allocation.AllocationOutcome.Invalid;
import dev.tankfleet.agones.allocation.AllocationOutcome.NoneReady;
import dev.tankfleet.agones.allocation.AllocationOutcome.Unavailable;
import dev.tankfleet.agones.allocation.AllocationOutcome.UnknownMayHaveHappened;
import dev.tankfleet.agones.allocation.proto.AllocationRequest;
import dev.tankfleet.agones.allocation.proto.AllocationRequest.SchedulingStrategy;
import dev.tankfleet.agones.allocation.proto.AllocationResponse;
import dev.tankfleet.agones.allocation.proto.CounterSelector;
import dev.tankfleet.agones.allocation.proto.GameServerSelector;
import dev.tankfleet.agones.allocation.proto.GameServerSelector.GameServerState;
import dev.tankfleet.agones.allocation.proto.LabelMatchExpressions;
import dev.tankfleet.agones.allocation.proto.LabelMatchExpressions.Operator;
import dev.tankfleet.agones.allocation.proto.ListSelector;
import dev.tankfleet.agones.allocation.proto.MetaPatch;
import dev.tankfleet.agones.allocation.proto.Priority;

import io.grpc.Status;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** From our types to the wire and back; pure functions. */
final class Wire {
    private static final int CAUSES_MAX = 20;
    private static final String NONE_READY = "there is no available GameServer";
    private static final String INVALID = "GameServerAllocation.allocation.agones.dev ";
    private static final String INCREMENT = "Increment";
    private static final String DECREMENT = "Decrement";
    private static final String LOST_UPDATE = "could not update the selected GameServer";

    private Wire() {}

    static AllocationRequest request(Allocation allocation) {
        var metadata = allocation.metadata();
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
                                        .putAllLabels(metadata.labels())
                                        .putAllAnnotations(metadata.annotations()));
        allocation.selectors().forEach(s -> request.addGameServerSelectors(selector(s)));
        allocation.priorities().forEach(p -> request.addPriorities(priority(p)));
        allocation.counters().forEach((name, c) -> request.putCounters(name, counterAction(c)));
        allocation.lists().forEach((name, l) -> request.putLists(name, listAction(l)));
        return request.build();
    }

    static AllocationOutcome allocated(AllocationResponse response) {
        if (response.getGameServerName().isEmpty()) {
            return new UnknownMayHaveHappened("the answer names no GameServer");
        }
        Map<String, AllocatedServer.Counter> counters = new HashMap<>();
        response.getCountersMap().forEach((name, c) -> counters.put(name, counter(c)));
        Map<String, AllocatedServer.ValueList> lists = new HashMap<>();
        response.getListsMap().forEach((name, l) -> lists.put(name, list(l)));
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
                        counters,
                        lists));
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
            return new Unavailable(message + rootOf(status.getCause()));
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

    /** TLS wraps what it has to say, as that a certificate has expired, several times. */
    private static String rootOf(@Nullable Throwable cause) {
        if (cause == null) {
            return "";
        }
        Throwable root = cause;
        for (int i = 0; i < CAUSES_MAX && root.getCause() != null; i++) {
            root = root.getCause();
        }
        return ": " + root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    private static GameServerSelector selector(Selector selector) {
        GameServerSelector.Builder message =
                GameServerSelector.newBuilder()
                        .putAllMatchLabels(selector.matchLabels())
                        .setGameServerState(
                                switch (selector.state()) {
                                    case READY -> GameServerState.READY;
                                    case ALLOCATED -> GameServerState.ALLOCATED;
                                });
        selector.conditions().forEach(c -> message.addMatchExpressions(expression(c)));
        selector.counters()
                .forEach(
                        (name, range) ->
                                message.putCounters(
                                        name,
                                        CounterSelector.newBuilder()
                                                .setMinCount(range.minCount())
                                                .setMaxCount(range.maxCount())
                                                .setMinAvailable(range.minAvailable())
                                                .setMaxAvailable(range.maxAvailable())
                                                .build()));
        selector.lists()
                .forEach(
                        (name, range) ->
                                message.putLists(
                                        name,
                                        ListSelector.newBuilder()
                                                .setContainsValue(range.containsValue())
                                                .setMinAvailable(range.minAvailable())
                                                .setMaxAvailable(range.maxAvailable())
                                                .build()));
        return message.build();
    }

    private static LabelMatchExpressions expression(Selector.Condition condition) {
        var message = LabelMatchExpressions.newBuilder().setKey(condition.key());
        if (condition instanceof Selector.Condition.In in) {
            message.setOperator(Operator.In).addAllValues(in.values());
        } else if (condition instanceof Selector.Condition.NotIn notIn) {
            message.setOperator(Operator.NotIn).addAllValues(notIn.values());
        } else if (condition instanceof Selector.Condition.Exists) {
            message.setOperator(Operator.Exists);
        } else {
            message.setOperator(Operator.DoesNotExist);
        }
        return message.build();
    }

    private static Priority priority(Allocation.Priority priority) {
        return Priority.newBuilder()
                .setType(
                        switch (priority.kind()) {
                            case COUNTER -> Priority.Type.Counter;
                            case LIST -> Priority.Type.List;
                        })
                .setKey(priority.name())
                .setOrder(
                        switch (priority.order()) {
                            case LEAST_AVAILABLE_FIRST -> Priority.Order.Ascending;
                            case MOST_AVAILABLE_FIRST -> Priority.Order.Descending;
                        })
                .build();
    }

    private static dev.tankfleet.agones.allocation.proto.CounterAction counterAction(
            CounterAction action) {
        var message = dev.tankfleet.agones.allocation.proto.CounterAction.newBuilder();
        if (action.difference() != 0) {
            message.setAction(StringValue.of(action.difference() > 0 ? INCREMENT : DECREMENT))
                    .setAmount(Int64Value.of(Math.absExact(action.difference())));
        }
        if (action.capacity() != null) {
            message.setCapacity(Int64Value.of(action.capacity()));
        }
        return message.build();
    }

    private static dev.tankfleet.agones.allocation.proto.ListAction listAction(ListAction action) {
        var message =
                dev.tankfleet.agones.allocation.proto.ListAction.newBuilder()
                        .addAllAddValues(action.add())
                        .addAllDeleteValues(action.remove());
        if (action.capacity() != null) {
            message.setCapacity(Int64Value.of(action.capacity()));
        }
        return message.build();
    }

    private static AllocatedServer.Counter counter(AllocationResponse.CounterStatus counter) {
        return new AllocatedServer.Counter(
                counter.getCount().getValue(), counter.getCapacity().getValue());
    }

    private static AllocatedServer.ValueList list(AllocationResponse.ListStatus list) {
        return new AllocatedServer.ValueList(list.getCapacity().getValue(), list.getValuesList());
    }
}
