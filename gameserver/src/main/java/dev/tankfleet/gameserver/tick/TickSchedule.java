package dev.tankfleet.gameserver.tick;

import dev.tankfleet.process.HotPath;

/**
 * When the next tick is due, by absolute deadlines: a late tick does not delay those after it.
 * Owned by the thread that steps.
 *
 * <p>After a stall at most {@link #CATCH_UP_MAX} ticks are made up for; the rest is dropped and
 * counted.
 */
@HotPath
public final class TickSchedule {
    /** Late ticks that are stepped at once, beside the one that is due. */
    public static final int CATCH_UP_MAX = 5;

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final int ticksPerSecond;

    // Owned by the thread that steps.
    private long startNs;
    private long ticks;
    private long droppedTicks;

    /** A schedule whose first tick is due one period after {@code startNs}. */
    public TickSchedule(int ticksPerSecond, long startNs) {
        this.ticksPerSecond = ticksPerSecond;
        this.startNs = startNs;
    }

    /** Begins anew: nobody waited for the ticks until now. */
    public void restart(long nowNs) {
        startNs = nowNs;
        ticks = 0;
    }

    /**
     * How many ticks are to be stepped now, 0 … 1 + {@link #CATCH_UP_MAX}; they count as stepped.
     */
    public int takeDue(long nowNs) {
        int due = 0;
        while (due <= CATCH_UP_MAX && nowNs - deadlineNs() >= 0) {
            ticks++;
            due++;
        }
        while (nowNs - deadlineNs() >= 0) {
            long periodNs = NS_PER_SECOND / ticksPerSecond;
            long late = (nowNs - deadlineNs()) / periodNs + 1;
            startNs += late * periodNs;
            droppedTicks += late;
        }
        return due;
    }

    /** When the next tick is due. */
    public long deadlineNs() {
        return startNs + (ticks + 1) * NS_PER_SECOND / ticksPerSecond;
    }

    /** Ticks that were never stepped. */
    public long droppedTicks() {
        return droppedTicks;
    }
}
