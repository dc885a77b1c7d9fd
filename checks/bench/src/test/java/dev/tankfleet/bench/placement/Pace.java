package dev.tankfleet.bench.placement;

import dev.tankfleet.bench.stall.StallMeter;

import org.HdrHistogram.ConcurrentHistogram;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * An open loop: each player comes when his turn has come, whether those before him are placed or
 * not, and his time counts from then. Owned by the main thread; each player has a virtual thread.
 */
final class Pace {
    private static final int PER_SECOND = 1_000;
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
    private static final long TIME_MAX_NS = TimeUnit.MINUTES.toNanos(2);
    private static final double NS_PER_MS = 1e6;

    private final ConcurrentHistogram all = new ConcurrentHistogram(TIME_MAX_NS, 3);
    private final ConcurrentHistogram untouched = new ConcurrentHistogram(TIME_MAX_NS, 3);
    private final Map<String, Integer> answers = new TreeMap<>();

    private Pace() {}

    /**
     * Places as many players as come in a time.
     *
     * @param place places one player and answers in a word
     */
    static Pace of(int seconds, StallMeter stalls, IntFunction<String> place) {
        var pace = new Pace();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long dueNs = System.nanoTime();
            for (int i = 0; i < seconds * PER_SECOND; i++) {
                dueNs += INTERVAL_NS;
                if (stalls.wasStill(dueNs, System.nanoTime())) {
                    dueNs = System.nanoTime(); // the players live on the machine, too
                }
                awaitTurn(dueNs);
                long startNs = dueNs;
                int player = i;
                threads.execute(
                        () -> {
                            var answer = place.apply(player);
                            long endNs = System.nanoTime();
                            pace.add(answer, endNs - startNs, stalls.wasStill(startNs, endNs));
                        });
            }
        }
        return pace;
    }

    double p99Ms() {
        return untouched.getValueAtPercentile(99) / NS_PER_MS;
    }

    synchronized void print(String who) {
        System.out.printf("%s at %d/s: %s%n", who, PER_SECOND, answers);
        printRow("all", all);
        printRow("without a stall of the machine", untouched);
    }

    private static void awaitTurn(long dueNs) {
        for (long wait = dueNs - System.nanoTime(); wait > 0; wait = dueNs - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }

    private synchronized void add(String answer, long tookNs, boolean isTouchedByStall) {
        all.recordValue(Math.min(TIME_MAX_NS, tookNs));
        if (!isTouchedByStall) {
            untouched.recordValue(Math.min(TIME_MAX_NS, tookNs));
        }
        answers.merge(answer, 1, Integer::sum);
    }

    private static void printRow(String which, ConcurrentHistogram ns) {
        System.out.printf(
                "  %-30s %6d   p50 %7.1f ms   p99 %7.1f ms   max %7.1f ms%n",
                which,
                ns.getTotalCount(),
                ns.getValueAtPercentile(50) / NS_PER_MS,
                ns.getValueAtPercentile(99) / NS_PER_MS,
                ns.getMaxValue() / NS_PER_MS);
    }
}
