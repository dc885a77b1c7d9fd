package dev.tankfleet.agones.emulator.loop;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.PriorityQueue;

/**
 * The waiting tasks of a loop, earliest first, first come first served within one instant. Owned by
 * the loop.
 */
final class Timers {
    /** What somebody means who waits for ever; longer ones could not be counted with. */
    private static final Duration DELAY_MAX = Duration.ofDays(36_500);

    private final PriorityQueue<Entry> waiting = new PriorityQueue<>();
    private long added;

    static long delayNs(Duration delay) {
        return (delay.compareTo(DELAY_MAX) > 0 ? DELAY_MAX : delay).toNanos();
    }

    Loop.Timer add(long dueNs, Runnable task) {
        Entry entry = new Entry(dueNs, added++, task);
        waiting.add(entry);
        return entry;
    }

    /**
     * Nanoseconds from {@code nowNs} to the next task, at least 0; {@code maxNs} if none is due
     * before.
     */
    long untilNextNs(long nowNs, long maxNs) {
        Entry next = waiting.peek();
        return next == null ? maxNs : Math.clamp(next.dueNs - nowNs, 0, maxNs);
    }

    /** The next task that is due, taken out; null if none is. */
    @Nullable Runnable pollDue(long nowNs) {
        Entry next = waiting.peek();
        if (next == null || next.dueNs > nowNs) {
            return null;
        }
        waiting.remove();
        return next.task;
    }

    private final class Entry implements Loop.Timer, Comparable<Entry> {
        private final long dueNs;
        private final long number;
        private final Runnable task;

        Entry(long dueNs, long number, Runnable task) {
            this.dueNs = dueNs;
            this.number = number;
            this.task = task;
        }

        @Override
        public void cancel() {
            waiting.remove(this);
        }

        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(dueNs, other.dueNs);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
