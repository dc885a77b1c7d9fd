package dev.tankfleet.agones.allocation;

import org.jspecify.annotations.Nullable;

/**
 * What an allocation does to one counter of the server. It never fails the allocation: a count is
 * cut to 0 … capacity, and a server without the counter is allocated as it is. Ask for room with
 * {@link Selector.CounterRange#available}, and read what came of it in {@link
 * AllocatedServer#counters()}.
 *
 * @param difference added to the count; 0 for nothing
 * @param capacity the new capacity, set before the count; null to leave it
 */
public record CounterAction(long difference, @Nullable Long capacity) {
    public CounterAction {
        if (capacity != null && capacity < 0) {
            throw new IllegalArgumentException("capacity: " + capacity + " (expected: >= 0)");
        }
    }

    /** Adds to the count; a negative number takes away. */
    public static CounterAction add(long difference) {
        return new CounterAction(difference, null);
    }

    /** The same with a new capacity. */
    public CounterAction withCapacity(long newCapacity) {
        return new CounterAction(difference, newCapacity);
    }
}
