package dev.tankfleet.gameserver.lifecycle;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import dev.tankfleet.gameserver.lifecycle.LifecycleCore.Step;
import dev.tankfleet.gameserver.lifecycle.Sidecar.Sighting;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Decides whether this server takes matches, and keeps Agones in step with it. One lock guards
 * {@link LifecycleCore}; questions and commands come from any thread and never wait for the
 * sidecar; {@link LifecycleLoop} alone talks to it.
 */
public final class Lifecycle {
    private final LongSupplier nanoClock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final LifecycleCore core;

    @GuardedBy("lock")
    private long changes;

    /** What the loop has looked at. */
    @GuardedBy("lock")
    private long changesTaken;

    /**
     * A server that has just started.
     *
     * @param onStanding is called when {@link #standing} changes; must not block
     * @param onDraining is called once, when draining begins; must not block
     */
    public Lifecycle(
            LifecycleConfig config,
            LongSupplier nanoClock,
            Runnable onStanding,
            Consumer<DrainCause> onDraining) {
        this.nanoClock = nanoClock;
        core =
                new LifecycleCore(
                        config, this::signal, onStanding, onDraining, nanoClock.getAsLong());
    }

    /**
     * Whether a match may be prepared on the strength of this intent; if so, it counts as work
     * until {@link #leave}.
     */
    public Admission admit(@Nullable String intent) {
        long nowNs = nanoClock.getAsLong();
        lock.lock();
        try {
            return core.admit(intent, nowNs);
        } finally {
            lock.unlock();
        }
    }

    /** A match that was admitted is over, with all that had to be done for it. */
    public void leave() {
        long nowNs = nanoClock.getAsLong();
        lock.lock();
        try {
            core.leave(nowNs);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Keeps the server though it is empty; false if the intent is not the one it is allocated for.
     */
    public boolean hold(String intent, Duration lease) {
        long nowNs = nanoClock.getAsLong();
        lock.lock();
        try {
            return core.hold(intent, lease, nowNs);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets the server go once it is empty; false if the intent is not the one it is allocated for.
     */
    public boolean release(String intent) {
        lock.lock();
        try {
            return core.release(intent);
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing new from now on; final. */
    public void drain(DrainCause cause) {
        lock.lock();
        try {
            core.drain(cause);
        } finally {
            lock.unlock();
        }
    }

    /** Everything is finished: Agones may end this server. Only when draining. */
    public void end() {
        lock.lock();
        try {
            core.end();
        } finally {
            lock.unlock();
        }
    }

    /** What autoscalers shall read. */
    public void count(int matches, int players) {
        lock.lock();
        try {
            core.count(matches, players);
        } finally {
            lock.unlock();
        }
    }

    /** How we and Agones see this server. */
    public Standing standing() {
        lock.lock();
        try {
            return core.standing();
        } finally {
            lock.unlock();
        }
    }

    /** Takes what the watch or a look has shown. */
    void onSighting(Sighting sighting) {
        long nowNs = nanoClock.getAsLong();
        lock.lock();
        try {
            core.onSighting(sighting, nowNs);
        } finally {
            lock.unlock();
        }
    }

    /** What is to be done now, outside of the lock; it counts as done. */
    Step takeStep(long nowNs) {
        lock.lock();
        try {
            changesTaken = changes;
            return core.takeStep(nowNs);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether Ready may be said once more, now that this is how the cluster sees us; if so, it
     * counts as said.
     */
    boolean takeReadyAgain(GameServerView view, long nowNs) {
        lock.lock();
        try {
            return core.takeReadyAgain(view, nowNs);
        } finally {
            lock.unlock();
        }
    }

    /** The counts for {@link Step#COUNT}. */
    Counts.Pair takeCounts() {
        lock.lock();
        try {
            return core.takeCounts();
        } finally {
            lock.unlock();
        }
    }

    /** The counts were not heard. */
    void onCountsLost(long nowNs) {
        lock.lock();
        try {
            core.onCountsLost(nowNs);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the end is still to be said. */
    boolean isEndWanted() {
        lock.lock();
        try {
            return core.isEndWanted();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something has changed since the last {@link #takeStep}, at most {@code
     * timeoutNs}.
     */
    void awaitChange(long timeoutNs) throws InterruptedException {
        lock.lock();
        try {
            long restNs = timeoutNs;
            while (changes == changesTaken && restNs > 0) {
                restNs = changed.awaitNanos(restNs);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Called by the core under the lock. */
    private void signal() {
        lock.lock();
        try {
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
