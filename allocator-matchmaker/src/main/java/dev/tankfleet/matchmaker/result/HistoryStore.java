package dev.tankfleet.matchmaker.result;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Reads what finished matches have left. Called on request threads; has the database's deadline.
 */
public interface HistoryStore {
    /** Most matches of one answer. */
    int MATCHES_MAX = 50;

    /**
     * Matches of a player, the one that ended last first.
     *
     * @param before where to go on, null: from the newest
     * @param limit most matches, at least 1, at most one more than {@value #MATCHES_MAX}: it tells
     *     whether the list goes on
     */
    List<PlayedMatch> matchesOf(String playerId, @Nullable HistoryCursor before, int limit);
}
