package dev.tankfleet.agones.emulator.sidecar;

import dev.tankfleet.agones.sdk.GameServer.ValueList;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The list changes of one sidecar that are not written yet. Owned by the loop.
 *
 * <p>A value that is added and removed again before the flush leaves nothing to write; one that is
 * removed and added again moves to the end.
 */
final class PendingLists {
    /** The fields of a list that an update may name. */
    private static final Set<String> MASK_PATHS = Set.of("capacity", "values");

    private final Map<String, Change> changes = new HashMap<>();

    /** What is taken out of a list, and what is put behind the rest then. */
    private record Change(Set<String> removed, Set<String> added) {
        Change() {
            this(new LinkedHashSet<>(), new LinkedHashSet<>());
        }

        /** What has no room is cut. */
        ValueList applyTo(ValueList stored) {
            var values = new ArrayList<>(stored.values());
            values.removeAll(removed);
            for (String value : added) {
                if (!values.contains(value)) {
                    values.add(value);
                }
            }
            int size = (int) Math.min(values.size(), stored.capacity());
            return new ValueList(stored.capacity(), values.subList(0, size));
        }
    }

    /** The list with what is pending; null if the server has none of that name. */
    @Nullable ValueList current(Map<String, ValueList> stored, String name) {
        ValueList list = stored.get(name);
        Change change = changes.get(name);
        return list == null || change == null ? list : change.applyTo(list);
    }

    /** Queues a value, or says why not. */
    Answer<ValueList> add(Map<String, ValueList> stored, String name, String value) {
        ValueList current = current(stored, name);
        if (current == null) {
            return notFound(name);
        }
        if (current.values().contains(value)) {
            return Answer.unknown("already exists. Value: " + value + " already in List: " + name);
        }
        if (current.values().size() >= current.capacity()) {
            return Answer.unknown(
                    "out of range. No available capacity. Current Capacity: "
                            + current.capacity()
                            + ", List Size: "
                            + current.values().size());
        }
        changes.computeIfAbsent(name, n -> new Change()).added().add(value);
        return queued(stored, name);
    }

    /** Queues the removal of a value, or says why not. */
    Answer<ValueList> remove(Map<String, ValueList> stored, String name, String value) {
        ValueList current = current(stored, name);
        if (current == null) {
            return notFound(name);
        }
        if (!current.values().contains(value)) {
            return Answer.unknown("not found: value " + value + " not in list " + name);
        }
        var change = changes.computeIfAbsent(name, n -> new Change());
        if (!change.added().remove(value)) {
            change.removed().add(value);
        }
        return queued(stored, name);
    }

    /** An update fails whatever it wants, as it does in Agones 1.55 to 1.60. */
    static Answer<ValueList> update(List<String> maskPaths) {
        var bad = maskPaths.stream().filter(path -> !MASK_PATHS.contains(path)).toList();
        return Answer.unknown(
                bad.isEmpty()
                        ? "no gameservers for fleet"
                        : "invalid argument. Field Mask Path(s): "
                                + bad
                                + " are invalid for List. Use valid field name(s): capacity,"
                                + " values");
    }

    static <T> Answer<T> notFound(String name) {
        return Answer.unknown("list not found: " + name);
    }

    /** The lists to write, and nothing is pending any more. */
    Map<String, ValueList> flush(Map<String, ValueList> stored) {
        Map<String, ValueList> written = new HashMap<>();
        changes.forEach(
                (name, change) -> {
                    ValueList list = stored.get(name);
                    if (list != null) {
                        written.put(name, change.applyTo(list));
                    }
                });
        changes.clear();
        return written;
    }

    void clear() {
        changes.clear();
    }

    private Answer<ValueList> queued(Map<String, ValueList> stored, String name) {
        ValueList list = current(stored, name);
        return list == null ? notFound(name) : new Answer.Ok<>(list);
    }
}
