package dev.tankfleet.gameserver.host;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers for some time which attempts to make a match are over, so that a command that comes
 * late does nothing. Guarded by the lock of {@link Host}.
 */
final class Fence {
    static final Duration REMEMBERED = Duration.ofSeconds(60);

    /** Matches that are remembered; the oldest give way. */
    static final int MATCHES_MAX = 4_096;

    /** In the order of their last change. */
    private final Map<String, Tombstone> tombstones = new LinkedHashMap<>();

    /**
     * What is over.
     *
     * @param attempt this attempt and all below it
     * @param isEnded whether the match was played to its end
     */
    private record Tombstone(int attempt, boolean isEnded, long untilNs) {}

    /** Whether an attempt may not begin any more. */
    boolean isOver(String matchId, int attempt, long nowNs) {
        var tombstone = find(matchId, nowNs);
        return tombstone != null && attempt <= tombstone.attempt();
    }

    /** Whether the match was played to its end here. */
    boolean isEnded(String matchId, long nowNs) {
        var tombstone = find(matchId, nowNs);
        return tombstone != null && tombstone.isEnded();
    }

    /** The attempt and all below it are given up. */
    void onGivenUp(String matchId, int attempt, long nowNs) {
        put(matchId, attempt, false, nowNs);
    }

    /** The match was played to its end under this attempt. */
    void onEnded(String matchId, int attempt, long nowNs) {
        put(matchId, attempt, true, nowNs);
    }

    private void put(String matchId, int attempt, boolean isEnded, long nowNs) {
        var before = tombstones.remove(matchId);
        int highest = before == null ? attempt : Math.max(attempt, before.attempt());
        boolean wasEnded = before != null && before.isEnded();
        tombstones.put(
                matchId, new Tombstone(highest, isEnded || wasEnded, nowNs + REMEMBERED.toNanos()));
        var oldest = tombstones.entrySet().iterator();
        while (oldest.hasNext()) {
            boolean isExpired = nowNs - oldest.next().getValue().untilNs() >= 0;
            if (!isExpired && tombstones.size() <= MATCHES_MAX) {
                return;
            }
            oldest.remove();
        }
    }

    private @Nullable Tombstone find(String matchId, long nowNs) {
        var tombstone = tombstones.get(matchId);
        return tombstone == null || nowNs - tombstone.untilNs() >= 0 ? null : tombstone;
    }
}
