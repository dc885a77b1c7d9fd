package dev.tankfleet.agones.emulator.allocator;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What goes wrong with the next calls, at whichever allocator they come in. Owned by the loop; at
 * most {@value #CALLS_MAX} calls are remembered.
 */
public final class OrderedFaults {
    private static final int CALLS_MAX = 10_000;

    private final Deque<AllocationFault> next = new ArrayDeque<>();
    private @Nullable String lastPicked;

    /** Orders a fault for the next calls, after those ordered before. */
    public void order(AllocationFault fault) {
        for (int i = 0; i < fault.calls() && next.size() < CALLS_MAX; i++) {
            next.add(fault);
        }
    }

    /** Takes note of who was allocated, for whom to offer again. */
    void onPicked(String gameServer) {
        lastPicked = gameServer;
    }

    /** Who was allocated last, at whichever allocator; null if nobody was. */
    @Nullable String lastPicked() {
        return lastPicked;
    }

    /** The fault of the call that comes in now; null if it has none. */
    @Nullable AllocationFault poll() {
        return next.poll();
    }
}
