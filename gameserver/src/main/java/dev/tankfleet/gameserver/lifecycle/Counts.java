package dev.tankfleet.gameserver.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * The counters on their way to the cluster: written only when they change. Guarded by the lock of
 * {@link Lifecycle}.
 */
final class Counts {
    private Pair wanted = new Pair(0, 0);
    private @Nullable Pair said;
    private @Nullable Long notBeforeNs;

    record Pair(int matches, int players) {}

    /** Notes new values; whether they have to be said. */
    boolean want(int matches, int players) {
        wanted = new Pair(matches, players);
        return !wanted.equals(said);
    }

    boolean isDue(long nowNs) {
        return !wanted.equals(said) && (notBeforeNs == null || nowNs - notBeforeNs >= 0);
    }

    /** The values to say; they count as said. */
    Pair take() {
        said = wanted;
        return wanted;
    }

    /** What was said may be lost. */
    void onLost(long retryNs) {
        said = null;
        notBeforeNs = retryNs;
    }
}
