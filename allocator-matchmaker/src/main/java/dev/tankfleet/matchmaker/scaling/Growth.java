package dev.tankfleet.matchmaker.scaling;

import java.time.Duration;

/**
 * How fast the slots in use of one region have grown of late. Guarded by the lock of {@link
 * Scaling}; remembers at most {@value #SAMPLES_MAX} looks.
 *
 * <p>The rate is that since the lowest look of the last minutes: an evening that begins is seen
 * within two looks, and a region that empties is never expected to grow.
 */
final class Growth {
    private static final int SAMPLES_MAX = 32;
    private static final long SAMPLE_EVERY_NS = Duration.ofSeconds(10).toNanos();

    /** What began a moment ago is not yet a trend. */
    private static final long SPAN_MIN_NS = Duration.ofSeconds(30).toNanos();

    private static final long WINDOW_NS = SAMPLES_MAX * SAMPLE_EVERY_NS;

    private final long[] atNs = new long[SAMPLES_MAX];
    private final int[] used = new int[SAMPLES_MAX];
    private int taken;

    /** Slots that will be in use beyond the present ones after {@code leadNs}. */
    int ahead(int usedNow, long nowNs, long leadNs) {
        long lowestAtNs = nowNs;
        int lowest = usedNow;
        for (int i = 0; i < Math.min(taken, SAMPLES_MAX); i++) {
            if (nowNs - atNs[i] <= WINDOW_NS && used[i] < lowest) {
                lowest = used[i];
                lowestAtNs = atNs[i];
            }
        }
        long spanNs = Math.max(nowNs - lowestAtNs, SPAN_MIN_NS);
        remember(usedNow, nowNs);
        return (int) Math.ceil((double) (usedNow - lowest) * leadNs / spanNs);
    }

    /** Asking more often does not make the memory shorter. */
    private void remember(int usedNow, long nowNs) {
        if (taken > 0 && nowNs - atNs[(taken - 1) % SAMPLES_MAX] < SAMPLE_EVERY_NS) {
            return;
        }
        atNs[taken % SAMPLES_MAX] = nowNs;
        used[taken % SAMPLES_MAX] = usedNow;
        taken = taken + 1 < 2 * SAMPLES_MAX ? taken + 1 : SAMPLES_MAX;
    }
}
