package dev.tankfleet.agones.allocation;

/**
 * What became of one allocation. Only {@link UnknownMayHaveHappened} leaves it open whether a
 * server was allocated; after it, look for the id that was sent in the metadata, and never just
 * repeat.
 */
public sealed interface AllocationOutcome {
    /**
     * The server is ours, and it knows: its own watch shows the allocation within milliseconds of
     * this answer.
     */
    record Allocated(AllocatedServer server) implements AllocationOutcome {}

    /** No server matches now. */
    record NoneReady(String message) implements AllocationOutcome {}

    /** Others were faster to the picked server; nothing was allocated, another try may succeed. */
    record Contention(String message) implements AllocationOutcome {}

    /** The request itself, or our right to make it, was refused; repeating it is of no use. */
    record Invalid(String message) implements AllocationOutcome {}

    /**
     * The request never left this process: too many in flight, or no connection. Nothing was
     * allocated.
     */
    record Unavailable(String message) implements AllocationOutcome {}

    /** The request left and no clear answer came. A server may have been allocated. */
    record UnknownMayHaveHappened(String message) implements AllocationOutcome {}
}
