package dev.tankfleet.agones.allocation;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What an allocation does to one list of the server. It never fails the allocation: values that are
 * there already or have no room are left out, as are removals of what is not there.
 *
 * @param add values put at the end
 * @param remove values taken out
 * @param capacity the new capacity, set first; null to leave it
 */
public record ListAction(List<String> add, List<String> remove, @Nullable Long capacity) {
    public ListAction {
        add = List.copyOf(add);
        remove = List.copyOf(remove);
        if (capacity != null && capacity < 0) {
            throw new IllegalArgumentException("capacity: " + capacity + " (expected: >= 0)");
        }
    }

    /** Adds values. */
    public static ListAction adding(String... values) {
        return new ListAction(List.of(values), List.of(), null);
    }

    /** Removes values. */
    public static ListAction removing(String... values) {
        return new ListAction(List.of(), List.of(values), null);
    }

    /** The same with a new capacity. */
    public ListAction withCapacity(long newCapacity) {
        return new ListAction(add, remove, newCapacity);
    }
}
