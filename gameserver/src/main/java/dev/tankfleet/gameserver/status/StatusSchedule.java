package dev.tankfleet.gameserver.status;

import java.time.Duration;

/**
 * When the next status is due: each {@link #EVERY}, at once when something has changed but {@link
 * #GAP_MIN} after the last one, and at the drawn time after a poll. Guarded by the lock of {@link
 * StatusDesk}.
 */
final class StatusSchedule {
    static final Duration EVERY = Duration.ofSeconds(5);
    static final Duration GAP_MIN = Duration.ofMillis(250);

    private long dueNs;
    private long gapEndsNs;

    /** The first status is due at once. */
    StatusSchedule(long nowNs) {
        dueNs = nowNs;
        gapEndsNs = nowNs;
    }

    void onSent(long nowNs) {
        dueNs = nowNs + EVERY.toNanos();
        gapEndsNs = nowNs + GAP_MIN.toNanos();
    }

    void onChanged(long nowNs) {
        pullTo(gapEndsNs - nowNs > 0 ? gapEndsNs : nowNs);
    }

    /** A poll wants an answer within a time that differs from server to server. */
    void onPolled(long nowNs, long jitterNs) {
        pullTo(nowNs + jitterNs);
    }

    /** Time until the next status; not above zero if it is due. */
    long waitNs(long nowNs) {
        return dueNs - nowNs;
    }

    private void pullTo(long atNs) {
        if (atNs - dueNs < 0) {
            dueNs = atNs;
        }
    }
}
