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
        /** No answer comes later than that. */
        private static final Duration BY_MAX = Duration.ofDays(1);

        public Late {
            check(calls);
            if (by.isNegative() || by.compareTo(BY_MAX) > 0) {
                throw new IllegalArgumentException(
                        "by: " + by + " (expected: 0 to " + BY_MAX + ")");
            }
        }
    }

    /** Nothing is done; the caller is told that the allocator is not there. */
    record Down(int calls) implements AllocationFault {
        public Down {
            check(calls);
        }
    }

    /** Nothing is done; the caller is told that no server is free. */
    record NoneLeft(int calls) implements AllocationFault {
        public NoneLeft {
            check(calls);
        }
    }

    /** Nothing is done; the caller is told that too many ask at once. */
    record Contended(int calls) implements AllocationFault {
        public Contended {
            check(calls);
        }
    }

    /** Nothing is done: somebody else wrote the server first, at every try. */
    record Conflicted(int calls) implements AllocationFault {
        public Conflicted {
            check(calls);
        }
    }

    /**
     * The server that was allocated last is allocated once more, as if the allocator had not yet
     * seen that it is taken.
     */
    record OfferedAgain(int calls) implements AllocationFault {
        public OfferedAgain {
            check(calls);
        }
    }

    /** The server is deleted as soon as it is allocated. */
    record OfferedDeleted(int calls) implements AllocationFault {
        public OfferedDeleted {
            check(calls);
        }
    }

    /** The server is Unhealthy as soon as it is allocated. */
    record OfferedUnhealthy(int calls) implements AllocationFault {
        public OfferedUnhealthy {
            check(calls);
        }
    }

    /** The server is allocated, and nothing of what was asked is written on it. */
    record MetadataDropped(int calls) implements AllocationFault {
        public MetadataDropped {
            check(calls);
        }
    }

    private static void check(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("calls: " + calls + " (expected: >= 1)");
        }
    }
}
