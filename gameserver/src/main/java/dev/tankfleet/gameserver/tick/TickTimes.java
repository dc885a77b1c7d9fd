package dev.tankfleet.gameserver.tick;

import dev.tankfleet.process.HotPath;

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

    private final AtomicIntegerArray counts = new AtomicIntegerArray(BUCKETS);
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong droppedTicks = new AtomicLong();

    /** Notes one tick. */
    public void record(long durationNs) {
        int bucket = (int) Math.max(0, Math.min(BUCKETS - 1, durationNs / BUCKET_NS));
        counts.incrementAndGet(bucket);
        ticks.incrementAndGet();
    }

    /** Notes ticks that a stall has cost. */
    public void onDropped(long count) {
        droppedTicks.addAndGet(count);
    }

    /** Ticks stepped. */
    public long ticks() {
        return ticks.get();
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
