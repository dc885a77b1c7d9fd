package dev.tankfleet.matchmaker.find;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * One bucket of tries for each who asks: a player, or the address that he comes from. Shared by
 * request threads and guarded by its own monitor; holds the {@value #ASKERS_MAX} who asked last,
 * and one who is forgotten starts afresh.
 */
final class RateLimit {
    private static final int ASKERS_MAX = 100_000;
    private static final double NS_PER_S = 1e9;

    private final double perSecond;
    private final int burst;
    private final LongSupplier nanoClock;

    // Owned by the monitor.
    private final Map<String, Bucket> buckets =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                    return size() > ASKERS_MAX;
                }
            };

    RateLimit(double perSecond, int burst, LongSupplier nanoClock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoClock = nanoClock;
    }

    /** Takes one try; zero if it was there, else the time until there is one. */
    synchronized Duration take(String asker) {
        long nowNs = nanoClock.getAsLong();
        var known = buckets.get(asker);
        double tries =
                known == null
                        ? burst
                        : Math.min(
                                burst, known.tries + (nowNs - known.atNs) / NS_PER_S * perSecond);
        if (tries < 1) {
            buckets.put(asker, new Bucket(tries, nowNs));
            return Duration.ofNanos((long) Math.ceil((1 - tries) / perSecond * NS_PER_S));
        }
        buckets.put(asker, new Bucket(tries - 1, nowNs));
        return Duration.ZERO;
    }

    private record Bucket(double tries, long atNs) {}
}
