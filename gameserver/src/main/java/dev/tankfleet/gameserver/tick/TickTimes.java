package dev.tankfleet.gameserver.tick;

import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.process.HotPath;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long ticks take. The stepping threads record, any thread reads; recording allocates nothing.
 *
 * <p>Buckets of {@value #BUCKET_NS} ns up to one period of 33 ms and a half more; what is longer
 * counts as the last bucket.
 */
@HotPath
public final class TickTimes {
    private static final long BUCKET_NS = 50_000;
    private static final int BUCKETS = 1_000;
    private static final double NS_PER_MS = 1e6;
    private static final long PERIOD_NS = Duration.ofSeconds(1).toNanos() / Rules.TICKS_PER_SECOND;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(BUCKETS);
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong overrunTicks = new AtomicLong();
    private final AtomicLong droppedTicks = new AtomicLong();
    private volatile double lastP99Ms;

    /** Notes one tick. */
    public void record(long durationNs) {
        int bucket = (int) Math.max(0, Math.min(BUCKETS - 1, durationNs / BUCKET_NS));
        counts.incrementAndGet(bucket);
        ticks.incrementAndGet();
        if (durationNs > PERIOD_NS) {
            overrunTicks.incrementAndGet();
        }
    }

    /** Notes ticks that a stall has cost. */
    public void onDropped(long count) {
        droppedTicks.addAndGet(count);
    }

    /** Ticks stepped. */
    public long ticks() {
        return ticks.get();
    }

    /** Ticks that took longer than there is time for one. */
    public long overrunTicks() {
        return overrunTicks.get();
    }

    /** Ticks dropped. */
    public long droppedTicks() {
        return droppedTicks.get();
    }

    /**
     * The 99th percentile in ms of the ticks since the last call, rounded up to a bucket; 0 without
     * ticks.
     */
    public double takeP99Ms() {
        lastP99Ms = p99Ms();
        return lastP99Ms;
    }

    /** What {@link #takeP99Ms} said last; 0 before. */
    public double lastP99Ms() {
        return lastP99Ms;
    }

    private double p99Ms() {
        int[] taken = new int[BUCKETS];
        long total = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            taken[bucket] = counts.getAndSet(bucket, 0);
            total += taken[bucket];
        }
        long rank = total - total / 100;
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS && total > 0; bucket++) {
            seen += taken[bucket];
            if (seen >= rank) {
                return (bucket + 1) * BUCKET_NS / NS_PER_MS;
            }
        }
        return 0;
    }
}
