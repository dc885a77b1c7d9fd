package dev.tankfleet.agones.kubernetes.allocation;

import dev.tankfleet.agones.allocation.AllocatedServer;
import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.CounterAction;
import dev.tankfleet.agones.allocation.ListAction;
import dev.tankfleet.agones.allocation.Selector;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** From what is asked for to the resource, and from its status to the server; pure functions. */
final class Wire {
    private Wire() {}

    static GameServerAllocationSpec spec(Allocation allocation) {
        return new GameServerAllocationSpec(
                each(allocation.selectors(), Wire::selector),
                each(allocation.priorities(), Wire::priority),
                allocation.scheduling() == Allocation.Scheduling.PACKED ? "Packed" : "Distributed",
                new GameServerAllocationSpec.Metadata(
                        allocation.metadata().labels(), allocation.metadata().annotations()),
                each(allocation.counters(), Wire::action),
                each(allocation.lists(), Wire::action));
    }

    static AllocatedServer server(GameServerAllocationStatus status) {
        var metadata = status.metadata();
        List<AllocatedServer.Port> ports = new ArrayList<>();
        for (var port : status.ports()) {
            ports.add(
                    new AllocatedServer.Port(
                            text(port.name()), port.port() == null ? 0 : port.port()));
        }
        return new AllocatedServer(
                text(status.gameServerName()),
                text(status.address()),
                each(
                        status.addresses(),
                        address ->
                                new AllocatedServer.Address(
                                        text(address.getType()), text(address.getAddress()))),
                ports,
                text(status.nodeName()),
                metadata == null ? Map.of() : metadata.labels(),
                metadata == null ? Map.of() : metadata.annotations(),
                each(
                        status.counters(),
                        counter ->
                                new AllocatedServer.Counter(counter.count(), counter.capacity())),
                each(
                        status.lists(),
                        list -> new AllocatedServer.ValueList(list.capacity(), list.values())));
    }

    private static GameServerAllocationSpec.Selector selector(Selector selector) {
        return new GameServerAllocationSpec.Selector(
                selector.matchLabels(),
                each(selector.conditions(), Wire::expression),
                selector.state() == Selector.State.READY ? "Ready" : "Allocated",
                each(
                        selector.counters(),
                        range ->
                                new GameServerAllocationSpec.CounterRange(
                                        range.minCount(),
                                        range.maxCount(),
                                        range.minAvailable(),
                                        range.maxAvailable())),
                each(
                        selector.lists(),
                        range ->
                                new GameServerAllocationSpec.ListRange(
                                        range.containsValue(),
                                        range.minAvailable(),
                                        range.maxAvailable())));
    }

    private static GameServerAllocationSpec.Expression expression(Selector.Condition condition) {
        if (condition instanceof Selector.Condition.In in) {
            return expression(in.key(), "In", List.copyOf(in.values()));
        }
        if (condition instanceof Selector.Condition.NotIn notIn) {
            return expression(notIn.key(), "NotIn", List.copyOf(notIn.values()));
        }
        if (condition instanceof Selector.Condition.Exists exists) {
            return expression(exists.key(), "Exists", List.of());
        }
        if (condition instanceof Selector.Condition.DoesNotExist missing) {
            return expression(missing.key(), "DoesNotExist", List.of());
        }
        throw new IllegalStateException("a condition of no known kind: " + condition);
    }

    private static GameServerAllocationSpec.Expression expression(
            String key, String operator, List<String> values) {
        return new GameServerAllocationSpec.Expression(key, operator, values);
    }

    private static GameServerAllocationSpec.Priority priority(Allocation.Priority priority) {
        return new GameServerAllocationSpec.Priority(
                priority.kind() == Allocation.Priority.Kind.COUNTER ? "Counter" : "List",
                priority.name(),
                priority.order() == Allocation.Priority.Order.LEAST_AVAILABLE_FIRST
                        ? "Ascending"
                        : "Descending");
    }

    private static GameServerAllocationSpec.CounterAction action(CounterAction action) {
        long difference = action.difference();
        @Nullable String verb = difference == 0 ? null : difference > 0 ? "Increment" : "Decrement";
        @Nullable Long amount = verb == null ? null : Long.valueOf(Math.absExact(difference));
        return new GameServerAllocationSpec.CounterAction(verb, amount, action.capacity());
    }

    private static GameServerAllocationSpec.ListAction action(ListAction action) {
        return new GameServerAllocationSpec.ListAction(
                action.add(), action.remove(), action.capacity());
    }

    private static <A, B> List<B> each(List<A> list, Function<A, B> function) {
        List<B> result = new ArrayList<>();
        list.forEach(element -> result.add(function.apply(element)));
        return result;
    }

    private static <A, B> Map<String, B> each(Map<String, A> map, Function<A, B> function) {
        Map<String, B> result = new LinkedHashMap<>();
        map.forEach((key, value) -> result.put(key, function.apply(value)));
        return result;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
