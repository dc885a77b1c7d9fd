package dev.tankfleet.matchmaker.result;

import dev.tankfleet.proto.result.MatchResult;

/** Keeps results. Called on the consumer's thread; has the database's deadline. */
public interface ResultStore {
    /**
     * Stores a result and ends the placements of its match, both or neither. Of two results of one
     * match the one with the higher epoch stands.
     *
     * @return false if it, or one that outranks it, was stored before; nothing has changed then
     */
    boolean store(MatchResult result);
}
