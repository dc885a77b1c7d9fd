package dev.tankfleet.gateway.wire;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many upgrades a source may still ask for. Every thread may call it.
 *
 * <p>A fixed table, whatever the number of sources: a cell holds the instant at which its sources
 * would have spent all at the allowed rate. Sources that share a cell share its budget; the seed
 * keeps an outsider from choosing whose.
 */
final class SourceBudget {
    private static final int CELLS = 16_384;
    private static final int SOURCE_BYTES_MAX = 8;

    private final AtomicLongArray spentUntilNs = new AtomicLongArray(CELLS);
    private final long costNs;
    private final long burstNs;
    private final int seed;

    SourceBudget(int burst, int perSecond, int seed, long nowNs) {
        this.costNs = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.burstNs = costNs * burst;
        this.seed = seed;
        for (int i = 0; i < CELLS; i++) {
            spentUntilNs.set(i, nowNs);
        }
    }

    /** Spends one upgrade; false if the source has none left. */
    boolean spend(InetAddress source, long nowNs) {
        int cell = cellOf(source.getAddress());
        while (true) {
            long spent = spentUntilNs.get(cell);
            long next = (spent - nowNs > 0 ? spent : nowNs) + costNs;
            if (next - nowNs > burstNs) {
                return false;
            }
            if (spentUntilNs.compareAndSet(cell, spent, next)) {
                return true;
            }
        }
    }

    private int cellOf(byte[] address) {
        int hash = seed;
        for (int i = 0; i < Math.min(address.length, SOURCE_BYTES_MAX); i++) {
            hash = (hash ^ address[i]) * 0x01000193;
        }
        hash ^= hash >>> 15;
        return hash & (CELLS - 1);
    }
}
