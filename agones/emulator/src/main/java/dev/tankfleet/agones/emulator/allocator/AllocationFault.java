package dev.tankfleet.agones.emulator.allocator;

import java.time.Duration;

/** A fault of the allocator that was ordered for its next calls. */
public sealed interface AllocationFault {
    /** Calls that it is for, at least 1. */
    int calls();

    /** The allocation is stored, and its answer is lost: the caller sees a broken connection. */
    record ReplyLost(int calls) implements AllocationFault {
        public ReplyLost {
            check(calls);
        }
    }

    /**
     * The allocation is stored, and its answer comes late.
     *
     * @param by how late
     */
    record Late(int calls, Duration by) implements AllocationFault {
        public Late {
            check(calls);
        }
    }

    /** Nothing is done; the caller is told that the allocator is not there. */
    record Down(int calls) implements AllocationFault {
        public Down {
            check(calls);
        }
    }

    private static void check(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("calls: " + calls + " (expected: >= 1)");
        }
    }
}
