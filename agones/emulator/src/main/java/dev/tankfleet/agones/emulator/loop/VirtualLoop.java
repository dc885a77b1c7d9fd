package dev.tankfleet.agones.emulator.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A loop whose time stands still until {@link #advance} moves it. It has no thread: a command runs
 * at once on the thread that offers it, one at a time under this object's lock.
 */
public final class VirtualLoop implements Loop {
    private final Instant startedAt;

    // Guarded by this.
    private final Deque<Runnable> commands = new ArrayDeque<>();
    private final Timers timers = new Timers();
    private long nowNs;
    private boolean isRunning;
    private boolean isClosed;

    /** A loop whose time begins there. */
    public VirtualLoop(Instant startedAt) {
        this.startedAt = startedAt;
    }

    @Override
    public synchronized boolean offer(Runnable command) {
        if (isClosed) {
            return false;
        }
        commands.add(command);
        drain();
        return true;
    }

    @Override
    public synchronized boolean isClosed() {
        return isClosed;
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable task) {
        return timers.add(nowNs + Timers.delayNs(delay), task);
    }

    @Override
    public synchronized Instant now() {
        return startedAt.plusNanos(nowNs);
    }

    /** Moves the time on and runs what becomes due, each task at its own instant. */
    public synchronized void advance(Duration duration) {
        long endNs = nowNs + duration.toNanos();
        while (!isClosed) {
            nowNs += timers.untilNextNs(nowNs, endNs - nowNs);
            Runnable due = timers.pollDue(nowNs);
            if (due == null) {
                return;
            }
            commands.add(due);
            drain();
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
    }

    private void drain() {
        if (isRunning) {
            return;
        }
        isRunning = true;
        try {
            for (Runnable next = commands.poll(); next != null; next = commands.poll()) {
                next.run();
            }
        } finally {
            isRunning = false;
        }
    }
}
