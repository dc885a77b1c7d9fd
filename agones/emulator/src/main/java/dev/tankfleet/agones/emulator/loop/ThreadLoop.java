package dev.tankfleet.agones.emulator.loop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A duty cycle on a daemon thread of its own and on real time. Each turn runs what is due, then a
 * bounded number of commands.
 */
public final class ThreadLoop implements Loop {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadLoop.class);
    private static final int COMMANDS_MAX = 16_384;
    private static final int COMMANDS_PER_TURN_MAX = 256;
    private static final int TIMERS_PER_TURN_MAX = 256;
    private static final long IDLE_MAX_NS = 1_000_000_000L;
    private static final long CLOSE_MAX_MS = 2_000;

    private final BlockingQueue<Runnable> commands = new ArrayBlockingQueue<>(COMMANDS_MAX);
    private final Timers timers = new Timers();
    private final Instant startedAt;
    private final long startedNs;
    private final Thread thread;

    private volatile boolean isClosed;

    private ThreadLoop(String name, InstantSource clock) {
        this.startedAt = clock.instant();
        this.startedNs = System.nanoTime();
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /**
     * A running loop.
     *
     * @param name name of its thread
     * @param clock tells the time of the start; from there the loop counts by itself, so that it
     *     never goes back
     */
    public static ThreadLoop start(String name, InstantSource clock) {
        ThreadLoop loop = new ThreadLoop(name, clock);
        loop.thread.start();
        return loop;
    }

    @Override
    public boolean offer(Runnable command) {
        return !isClosed && commands.offer(command);
    }

    @Override
    public boolean isClosed() {
        return isClosed;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        ensureOwner();
        return timers.add(System.nanoTime() - startedNs + Timers.delayNs(delay), task);
    }

    @Override
    public Instant now() {
        return startedAt.plusNanos(System.nanoTime() - startedNs);
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
        if (!Thread.currentThread().equals(thread)) {
            try {
                thread.join(CLOSE_MAX_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            while (!isClosed) {
                turn();
            }
        } catch (InterruptedException e) {
            if (!isClosed) {
                throw new IllegalStateException("the loop was interrupted by somebody else", e);
            }
        } finally {
            // Nobody may wait for an answer that will not come.
            isClosed = true;
        }
    }

    private void turn() throws InterruptedException {
        long nowNs = System.nanoTime() - startedNs;
        for (int i = 0; i < TIMERS_PER_TURN_MAX; i++) {
            Runnable due = timers.pollDue(nowNs);
            if (due == null) {
                break;
            }
            run(due);
        }
        Runnable command =
                commands.poll(timers.untilNextNs(nowNs, IDLE_MAX_NS), TimeUnit.NANOSECONDS);
        for (int i = 0; command != null && i < COMMANDS_PER_TURN_MAX; i++) {
            run(command);
            command = commands.poll();
        }
        if (command != null) {
            run(command);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) { // one task's mistake must not end the cluster
            LOG.atError().setCause(e).log("a task of the emulator failed");
        }
    }

    private void ensureOwner() {
        if (!Thread.currentThread().equals(thread)) {
            throw new IllegalStateException(
                    "called from " + Thread.currentThread().getName() + " (expected: the loop)");
        }
    }
}
