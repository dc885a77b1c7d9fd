package dev.tankfleet.agones.emulator.sidecar;

import dev.tankfleet.agones.sdk.GameServer.Counter;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * The counter changes of one sidecar that are not written yet. Owned by the loop.
 *
 * <p>A set count overwrites at the flush whatever the cluster holds by then, an increment by an
 * allocation included; a difference is added to it.
 */
final class PendingCounters {
    private final Map<String, Change> changes = new HashMap<>();

    /**
     * One request.
     *
     * @param count the new count, null to leave it
     * @param capacity the new capacity, null to leave it
     * @param difference added to the count, 0 for nothing
     */
    record Update(String name, @Nullable Long count, @Nullable Long capacity, long difference) {
        boolean isEmpty() {
            return count == null && capacity == null && difference == 0;
        }
    }

    private record Change(@Nullable Long count, @Nullable Long capacity, long difference) {
        Counter applyTo(Counter stored) {
            long newCapacity = capacity == null ? stored.capacity() : capacity;
            long newCount = (count == null ? stored.count() : count) + difference;
            return new Counter(Math.clamp(newCount, 0, newCapacity), newCapacity);
        }

        Change and(Update update) {
            Long newCapacity = update.capacity() == null ? capacity : update.capacity();
            return update.count() == null
                    ? new Change(count, newCapacity, difference + update.difference())
                    : new Change(update.count(), newCapacity, update.difference());
        }
    }

    /** The counter with what is pending; null if the server has none of that name. */
    @Nullable Counter current(Map<String, Counter> stored, String name) {
        Counter counter = stored.get(name);
        Change change = changes.get(name);
        return counter == null || change == null ? counter : change.applyTo(counter);
    }

    /** Queues an update, or says why not. */
    Answer<Counter> update(Map<String, Counter> stored, Update update) {
        Counter current = current(stored, update.name());
        if (current == null) {
            return Answer.unknown("counter not found: " + update.name());
        }
        if (update.isEmpty()) {
            return Answer.unknown(
                    "invalid argument. Malformed CounterUpdateRequest: name:\""
                            + update.name()
                            + "\"");
        }
        long capacity = update.capacity() == null ? current.capacity() : update.capacity();
        if (capacity < 0) {
            return Answer.unknown(
                    "out of range. Capacity must be greater than or equal to 0. Found Capacity: "
                            + capacity);
        }
        boolean isCountSaid = update.count() != null || update.difference() != 0;
        long count =
                (update.count() == null ? current.count() : update.count()) + update.difference();
        if (isCountSaid && (count < 0 || count > capacity)) {
            return Answer.unknown(
                    "out of range. Count must be within range [0,Capacity]. Found Count: "
                            + count
                            + ", Capacity: "
                            + capacity);
        }
        Change before = changes.getOrDefault(update.name(), new Change(null, null, 0));
        Change after = before.and(update);
        changes.put(update.name(), after);
        return new Answer.Ok<>(new Counter(Math.min(count, capacity), capacity));
    }

    /** The counters to write, and nothing is pending any more. */
    Map<String, Counter> flush(Map<String, Counter> stored) {
        Map<String, Counter> written = new HashMap<>();
        changes.forEach(
                (name, change) -> {
                    Counter counter = stored.get(name);
                    if (counter != null) {
                        written.put(name, change.applyTo(counter));
                    }
                });
        changes.clear();
        return written;
    }

    void clear() {
        changes.clear();
    }
}
