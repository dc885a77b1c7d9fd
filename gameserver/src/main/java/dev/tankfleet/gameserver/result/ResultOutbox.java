package dev.tankfleet.gameserver.result;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Bus.Stored;
import dev.tankfleet.proto.result.MatchResult;
import dev.tankfleet.proto.subject.Subjects;
import dev.tankfleet.route.Route;
import dev.tankfleet.route.RouteStore;
import dev.tankfleet.route.RouteStore.Claim;
import dev.tankfleet.route.RouteUnavailable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps each result until the bus has stored it. One virtual thread per result; the set of those at
 * work is guarded by a lock.
 *
 * <p>A result is published only after the route was ended under our own epoch; if a higher epoch
 * stands there, the match is another's and so is the result. Results that cannot be delivered wait,
 * and above the bound no new match is taken: none is ever dropped.
 */
public final class ResultOutbox {
    private static final Logger LOG = LoggerFactory.getLogger(ResultOutbox.class);

    private final ResultConfig config;
    private final Bus bus;
    private final RouteStore routes;
    private final ResultMeters meters;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();

    @GuardedBy("lock")
    private final Set<Thread> atWork = new HashSet<>();

    public ResultOutbox(ResultConfig config, Bus bus, RouteStore routes, ResultMeters meters) {
        this.config = config;
        this.bus = bus;
        this.routes = routes;
        this.meters = meters;
        meters.watchPending(this::pending);
    }

    /** Results that wait. */
    public int pending() {
        lock.lock();
        try {
            return atWork.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether this many more matches may run without a result ever finding no place. */
    public boolean hasRoomFor(int matches) {
        return pending() + matches <= config.pendingMax();
    }

    /**
     * Takes a result; returns at once.
     *
     * @param route our route of the match, still playing
     * @param onSettled is called when it is stored, or is another's
     */
    public void add(Route route, MatchResult result, Runnable onSettled) {
        var thread =
                Thread.ofVirtual()
                        .name("result-" + route.matchId())
                        .unstarted(() -> deliver(route, result, onSettled));
        lock.lock();
        try {
            atWork.add(thread);
        } finally {
            lock.unlock();
        }
        thread.start();
    }

    /**
     * Waits until nothing is pending; what is left after {@code max} is given up and logged, false
     * then.
     */
    public boolean drain(Duration max) throws InterruptedException {
        long restNs = max.toNanos();
        lock.lock();
        try {
            while (!atWork.isEmpty() && restNs > 0) {
                restNs = settled.awaitNanos(restNs);
            }
            atWork.forEach(Thread::interrupt);
            return atWork.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void deliver(Route route, MatchResult result, Runnable onSettled) {
        try {
            if (endRoute(route)) {
                publish(result);
            } else {
                meters.onSuperseded();
                LOG.atWarn()
                        .addKeyValue("matchId", route.matchId())
                        .log("the match is another's by now");
            }
            onSettled.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.atError()
                    .addKeyValue("matchId", route.matchId())
                    .log("a result was not delivered in time");
        } finally {
            lock.lock();
            try {
                atWork.remove(Thread.currentThread());
                settled.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Ends the route; false if it is another's. */
    private boolean endRoute(Route route) throws InterruptedException {
        var backoff = new Backoff(config.backoffMin(), config.backoffMax());
        boolean mayHaveEnded = false;
        while (true) {
            try {
                var claim = routes.end(route, config.routeTtl());
                if (claim instanceof Claim.Claimed) {
                    return true;
                }
                if (claim instanceof Claim.Superseded(var current) && current.isPresent()) {
                    // An answer that got lost may have been a yes.
                    return mayHaveEnded && current.get().equals(route.toEnded());
                }
                // The store has lost the route: nobody else can have taken the match over.
                routes.claim(route, config.routeTtl());
            } catch (RouteUnavailable e) {
                mayHaveEnded = true;
                meters.onRetry();
                backoff.pause();
            }
        }
    }

    private void publish(MatchResult result) throws InterruptedException {
        var backoff = new Backoff(config.backoffMin(), config.backoffMax());
        var body = result.write();
        var messageId = result.matchId();
        while (true) {
            var stored =
                    bus.publishDurable(
                            Subjects.MATCH_RESULT, messageId, body, config.publishTimeout());
            if (stored instanceof Stored.Kept) {
                meters.onStored();
                LOG.atInfo()
                        .addKeyValue("matchId", messageId)
                        .addKeyValue("reason", result.reason().word())
                        .addKeyValue("players", result.players().size())
                        .log("result stored");
                return;
            }
            meters.onRetry();
            backoff.pause();
        }
    }

    /** Pauses that double up to a bound. Owned by the thread that waits. */
    private static final class Backoff {
        private final long maxMs;
        private long nextMs;

        Backoff(Duration min, Duration max) {
            this.maxMs = max.toMillis();
            this.nextMs = min.toMillis();
        }

        void pause() throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(nextMs);
            nextMs = Math.min(maxMs, 2 * nextMs);
        }
    }
}
