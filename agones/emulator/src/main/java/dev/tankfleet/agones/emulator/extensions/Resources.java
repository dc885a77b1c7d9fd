package dev.tankfleet.agones.emulator.extensions;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;

import dev.tankfleet.agones.allocation.proto.AllocationRequest;
import dev.tankfleet.agones.emulator.cluster.StoredServer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From the resource to the message of the AllocationService, which asks for the same in almost the
 * same words, and from the server that was picked to the resource's status; pure functions.
 */
final class Resources {
    /** The names that differ, from the resource to the message. */
    private static final Map<String, String> RENAMED =
            Map.of(
                    "selectors", "gameServerSelectors",
                    "required", "requiredGameServerSelector",
                    "preferred", "preferredGameServerSelectors");

    private static final String STATE = "gameServerState";
    private static final Map<String, String> STATES =
            Map.of("", "READY", "Ready", "READY", "Allocated", "ALLOCATED");
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private Resources() {}

    /**
     * What is asked for.
     *
     * @param spec of the resource
     * @throws InvalidProtocolBufferException if a field is not of its type
     */
    static AllocationRequest request(String namespace, Map<String, @Nullable Object> spec)
            throws InvalidProtocolBufferException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        spec.forEach(
                (name, value) ->
                        fields.put(RENAMED.getOrDefault(name, name), withStates(name, value)));
        var request = AllocationRequest.newBuilder();
        PARSER.merge(Json.write(fields), request);
        return request.setNamespace(namespace).build();
    }

    /** What is wrong with the states asked for, which the message has no words for. */
    static Optional<String> stateProblem(Map<String, @Nullable Object> spec) {
        if (spec.get("selectors") instanceof List<?> selectors) {
            for (int i = 0; i < selectors.size(); i++) {
                if (selectors.get(i) instanceof Map<?, ?> selector
                        && selector.get(STATE) instanceof String state
                        && !STATES.containsKey(state)) {
                    return Optional.of(
                            "GameServerAllocation.allocation.agones.dev \"\" is invalid:"
                                    + " spec.selectors[%d].gameServerState: Invalid value: \"%s\":"
                                            .formatted(i, state)
                                    + " must be either Ready or Allocated");
                }
            }
        }
        return Optional.empty();
    }

    /** A resource that was answered, without its status. */
    static Map<String, @Nullable Object> answered(
            String namespace, String name, Map<String, @Nullable Object> spec) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("namespace", namespace);
        metadata.put("creationTimestamp", null);
        Map<String, @Nullable Object> resource = new LinkedHashMap<>();
        resource.put("kind", "GameServerAllocation");
        resource.put("apiVersion", "allocation.agones.dev/v1");
        resource.put("metadata", metadata);
        resource.put("spec", spec);
        return resource;
    }

    /** The status when a server was picked. */
    static Map<String, Object> allocated(StoredServer server, String nodeName) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("state", "Allocated");
        status.put("gameServerName", server.name());
        status.put(
                "ports",
                server.status().ports().stream()
                        .map(port -> Map.of("name", port.name(), "port", port.port()))
                        .toList());
        status.put("address", server.status().address());
        status.put(
                "addresses",
                server.view().addresses().stream()
                        .map(each -> Map.of("type", each.type(), "address", each.address()))
                        .toList());
        status.put("nodeName", nodeName);
        status.put("source", "local");
        status.put(
                "metadata", Map.of("labels", server.labels(), "annotations", server.annotations()));
        Map<String, Object> counters = new LinkedHashMap<>();
        server.counters()
                .forEach(
                        (name, counter) ->
                                counters.put(
                                        name,
                                        Map.of(
                                                "count", counter.count(),
                                                "capacity", counter.capacity())));
        status.put("counters", counters);
        Map<String, Object> lists = new LinkedHashMap<>();
        server.lists()
                .forEach(
                        (name, list) ->
                                lists.put(
                                        name,
                                        Map.of(
                                                "capacity", list.capacity(),
                                                "values", list.values())));
        status.put("lists", lists);
        return status;
    }

    /** The resource says Ready where the message says READY. */
    private static @Nullable Object withStates(String name, @Nullable Object value) {
        if (!RENAMED.containsKey(name)) {
            return value;
        }
        if (value instanceof List<?> selectors) {
            List<@Nullable Object> all = new ArrayList<>();
            selectors.forEach(each -> all.add(withState(each)));
            return all;
        }
        return withState(value);
    }

    private static @Nullable Object withState(@Nullable Object selector) {
        if (!(selector instanceof Map<?, ?> fields)
                || !(fields.get(STATE) instanceof String state)) {
            return selector;
        }
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>(fields);
        copy.put(STATE, STATES.getOrDefault(state, state));
        return copy;
    }
}
