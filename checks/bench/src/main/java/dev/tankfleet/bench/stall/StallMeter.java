package dev.tankfleet.bench.stall;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sees when the whole machine stood still: a thread that sleeps one millisecond, again and again,
 * and wakes far too late. A virtual machine whose host is busy does so for hundreds of
 * milliseconds, and what is measured across such a hole says nothing of the program. Every thread
 * may ask.
 */
public final class StallMeter implements AutoCloseable {
    /** Longer than the scheduler of a busy but running machine keeps a thread waiting. */
    private static final long STALL_NS = TimeUnit.MILLISECONDS.toNanos(25);

    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(1);

    /** More than a run of a few minutes can have. */
    private static final int STALLS_MAX = 100_000;

    private final long startNs = System.nanoTime();
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::watch);
    private final ArrayDeque<Stall> stalls = new ArrayDeque<>();
    private long stoodStillNs;
    private volatile boolean isClosed;

    private StallMeter() {}

    /** Watches from now on. */
    public static StallMeter start() {
        var meter = new StallMeter();
        meter.thread.start();
        return meter;
    }

    /** Whether the machine stood still at any moment between the two. */
    public synchronized boolean wasStill(long fromNs, long toNs) {
        for (var stall : stalls) {
            if (stall.fromNs < toNs && fromNs < stall.toNs) {
                return true;
            }
        }
        return false;
    }

    /** Share of the time since the start for which it stood still, 0 to 1. */
    public synchronized double share() {
        return (double) stoodStillNs / (System.nanoTime() - startNs);
    }

    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
    }

    private void watch() {
        long lastNs = System.nanoTime();
        while (!isClosed) {
            LockSupport.parkNanos(LOOK_NS);
            long nowNs = System.nanoTime();
            if (nowNs - lastNs > STALL_NS) {
                add(lastNs, nowNs);
            }
            lastNs = nowNs;
        }
    }

    private synchronized void add(long fromNs, long toNs) {
        if (stalls.size() == STALLS_MAX) {
            stalls.removeFirst();
        }
        stalls.addLast(new Stall(fromNs, toNs));
        stoodStillNs += toNs - fromNs;
    }

    private record Stall(long fromNs, long toNs) {}
}
