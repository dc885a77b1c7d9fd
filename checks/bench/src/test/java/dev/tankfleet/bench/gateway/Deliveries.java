package dev.tankfleet.bench.gateway;

import dev.tankfleet.bench.stall.StallMeter;

import org.HdrHistogram.Histogram;

import java.util.concurrent.TimeUnit;

/** When each state was sent and how long it took. Owned by the main thread. */
final class Deliveries {
    private static final int DELIVERIES_MAX = 2_000_000;
    private static final long LATENCY_MAX_NS = TimeUnit.SECONDS.toNanos(60);
    private static final double NS_PER_MS = 1e6;

    private final long[] sentNs = new long[DELIVERIES_MAX];
    private final long[] tookNs = new long[DELIVERIES_MAX];
    private int count;
    private long lost;
    private long newestSentNs = Long.MIN_VALUE;

    /** Notes a state; those beyond {@value #DELIVERIES_MAX} are not timed. */
    void add(long sent, long took, int lostBefore) {
        lost += lostBefore;
        newestSentNs = Math.max(newestSentNs, sent);
        if (count < DELIVERIES_MAX) {
            sentNs[count] = sent;
            tookNs[count] = took;
            count++;
        }
    }

    /** Forgets everything. */
    void clear() {
        count = 0;
        lost = 0;
    }

    int count() {
        return count;
    }

    /** States that were sent and never came: a newer one took their place. */
    long lost() {
        return lost;
    }

    /** When the newest state that came was sent. */
    long newestSentNs() {
        return newestSentNs;
    }

    /** Prints two rows: all states, and those that no stall of the machine touched. */
    void print(StallMeter stalls) {
        var all = new Histogram(LATENCY_MAX_NS, 3);
        var untouched = new Histogram(LATENCY_MAX_NS, 3);
        for (int i = 0; i < count; i++) {
            long took = Math.clamp(tookNs[i], 0, LATENCY_MAX_NS);
            all.recordValue(took);
            if (!stalls.wasStill(sentNs[i], sentNs[i] + tookNs[i])) {
                untouched.recordValue(took);
            }
        }
        printRow("all", all);
        printRow("without a stall of the machine", untouched);
    }

    private static void printRow(String which, Histogram ns) {
        System.out.printf(
                "  %-30s %8d   p50 %6.1f ms   p99 %6.1f ms   max %6.1f ms%n",
                which,
                ns.getTotalCount(),
                ns.getValueAtPercentile(50) / NS_PER_MS,
                ns.getValueAtPercentile(99) / NS_PER_MS,
                ns.getMaxValue() / NS_PER_MS);
    }
}
