package dev.tankfleet.agones.emulator.allocator;

import dev.tankfleet.agones.emulator.cluster.StoredServer;

/** What the allocator answers. */
public sealed interface Reply {
    /** The server as it is after the allocation. */
    record Granted(StoredServer server) implements Reply {}

    /** No server fits. */
    record NoneReady() implements Reply {
        /** The words of the real one. */
        public static final String TEXT = "there is no available GameServer to allocate";
    }

    /** The server that was picked was no longer there to be picked. */
    record Contended() implements Reply {
        /** The words of the real one. */
        public static final String TEXT =
                "too many concurrent requests have overwhelmed the system";
    }

    /** Somebody else wrote the server that was picked, at every try; the real one says UNKNOWN. */
    record Conflicted() implements Reply {
        /** The words of the real one. */
        public static final String TEXT = "could not update the selected GameServer";
    }

    /** The request breaks a rule; over gRPC the real one answers UNKNOWN, over HTTP 422. */
    record Invalid(String text) implements Reply {}

    /** A part of Agones that this emulator does not have; it says so, and does not pretend. */
    record Unsupported(String what) implements Reply {}

    /** The caller gave up while the request was queued. */
    record Expired() implements Reply {}

    /** The queue is full, or a fault was ordered. */
    record Unavailable(String text) implements Reply {}
}
