package dev.tankfleet.agones.emulator.grpc;

import dev.tankfleet.agones.allocation.proto.AllocationRequest;
import dev.tankfleet.agones.allocation.proto.AllocationRequest.SchedulingStrategy;
import dev.tankfleet.agones.allocation.proto.CounterAction;
import dev.tankfleet.agones.allocation.proto.GameServerSelector;
import dev.tankfleet.agones.allocation.proto.LabelMatchExpressions;
import dev.tankfleet.agones.allocation.proto.ListAction;
import dev.tankfleet.agones.allocation.proto.MetaPatch;
import dev.tankfleet.agones.allocation.proto.Priority;
import dev.tankfleet.agones.emulator.allocator.Ask;
import dev.tankfleet.agones.emulator.allocator.Change;
import dev.tankfleet.agones.emulator.allocator.Match;
import dev.tankfleet.agones.emulator.allocator.Order;
import dev.tankfleet.agones.emulator.cluster.ByRoom;
import dev.tankfleet.agones.sdk.GameServer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From messages to what is asked for; pure functions. */
public final class Asks {
    private Asks() {}

    /** What a request asks for. */
    public static Ask ask(AllocationRequest request) {
        return new Ask(
                request.getNamespace(),
                selectors(request).stream().map(Asks::match).toList(),
                new Order(
                        request.getScheduling() != SchedulingStrategy.Distributed,
                        request.getPrioritiesList().stream().map(Asks::priority).toList()),
                change(request));
    }

    /**
     * The old fields count where the new one is empty: the preferred first, then the required,
     * which means any Ready server if it is not said.
     */
    private static List<GameServerSelector> selectors(AllocationRequest request) {
        if (request.getGameServerSelectorsCount() > 0) {
            return request.getGameServerSelectorsList();
        }
        if (request.getPreferredGameServerSelectorsCount() == 0
                && !request.hasRequiredGameServerSelector()) {
            return List.of();
        }
        List<GameServerSelector> old =
                new ArrayList<>(request.getPreferredGameServerSelectorsList());
        old.add(request.getRequiredGameServerSelector());
        return old;
    }

    private static Match match(GameServerSelector selector) {
        boolean isAllocated =
                selector.getGameServerState() == GameServerSelector.GameServerState.ALLOCATED;
        Map<String, Match.CounterRange> counters = new HashMap<>();
        selector.getCountersMap()
                .forEach(
                        (name, c) ->
                                counters.put(
                                        name,
                                        new Match.CounterRange(
                                                c.getMinCount(),
                                                c.getMaxCount(),
                                                c.getMinAvailable(),
                                                c.getMaxAvailable())));
        Map<String, Match.ListRange> lists = new HashMap<>();
        selector.getListsMap()
                .forEach(
                        (name, l) ->
                                lists.put(
                                        name,
                                        new Match.ListRange(
                                                l.getContainsValue(),
                                                l.getMinAvailable(),
                                                l.getMaxAvailable())));
        return new Match(
                selector.getMatchLabelsMap(),
                selector.getMatchExpressionsList().stream().map(Asks::condition).toList(),
                isAllocated ? GameServer.State.ALLOCATED : GameServer.State.READY,
                counters,
                lists);
    }

    private static Match.Condition condition(LabelMatchExpressions expression) {
        String key = expression.getKey();
        Set<String> values = Set.copyOf(expression.getValuesList());
        return switch (expression.getOperator()) {
            case In -> new Match.Condition.In(key, values);
            case NotIn -> new Match.Condition.NotIn(key, values);
            case Exists -> new Match.Condition.Exists(key);
            case DoesNotExist, UNRECOGNIZED -> new Match.Condition.DoesNotExist(key);
        };
    }

    private static ByRoom priority(Priority priority) {
        return new ByRoom(
                priority.getType() == Priority.Type.List,
                priority.getKey(),
                priority.getOrder() == Priority.Order.Descending);
    }

    private static Change change(AllocationRequest request) {
        MetaPatch patch = request.hasMetadata() ? request.getMetadata() : request.getMetaPatch();
        Map<String, Change.OfCounter> counters = new HashMap<>();
        request.getCountersMap().forEach((name, action) -> counters.put(name, ofCounter(action)));
        Map<String, Change.OfList> lists = new HashMap<>();
        request.getListsMap().forEach((name, action) -> lists.put(name, ofList(action)));
        return new Change(patch.getLabelsMap(), patch.getAnnotationsMap(), counters, lists);
    }

    private static Change.OfCounter ofCounter(CounterAction action) {
        return new Change.OfCounter(
                action.getAction().getValue(),
                action.hasAmount() ? (Long) action.getAmount().getValue() : null,
                action.hasCapacity() ? (Long) action.getCapacity().getValue() : null);
    }

    private static Change.OfList ofList(ListAction action) {
        return new Change.OfList(
                action.getAddValuesList(),
                action.getDeleteValuesList(),
                action.hasCapacity() ? (Long) action.getCapacity().getValue() : null);
    }
}
