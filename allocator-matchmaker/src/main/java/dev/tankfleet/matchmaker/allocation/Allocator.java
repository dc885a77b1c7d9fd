package dev.tankfleet.matchmaker.allocation;

import java.util.Set;

/**
 * Takes a Ready server for us. Called on virtual threads; comes back within a deadline of its own.
 */
public interface Allocator {
    /** Regions in which it can allocate. */
    Set<String> regions();

    /**
     * Tries once.
     *
     * @param intent id of this very try, which the server will show
     */
    Answer allocate(String region, String intent);

    /** What became of a try. */
    sealed interface Answer {
        /** The server is ours; {@code gameServer} is its name in its cluster. */
        record Allocated(String gameServer) implements Answer {}

        /** No server is Ready, or others were faster: nothing was taken. */
        record NoneReady() implements Answer {}

        /** The request never left, or was refused as such: nothing was taken. */
        record NotDone(String cause) implements Answer {}

        /** It may have taken one: look for the intent. */
        record Unknown(String cause) implements Answer {}
    }
}
