package dev.tankfleet.gameserver.lifecycle;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says to the sidecar what {@link Lifecycle} wants said. A duty cycle: one thread of its own
 * repeats {@link #runOnce}; the calls block it alone.
 */
public final class LifecycleLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LifecycleLoop.class);

    /** Longest wait between two looks at the clock. */
    private static final long WAIT_MAX_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final Duration STOP_MAX = Duration.ofSeconds(2);

    private final Lifecycle lifecycle;
    private final Sidecar sidecar;
    private final LongSupplier nanoClock;
    private final Thread thread;

    private volatile boolean isStopped;

    public LifecycleLoop(Lifecycle lifecycle, Sidecar sidecar, LongSupplier nanoClock) {
        this.lifecycle = lifecycle;
        this.sidecar = sidecar;
        this.nanoClock = nanoClock;
        this.thread = Thread.ofVirtual().name("lifecycle").unstarted(this::run);
    }

    /** Follows our GameServer and begins to speak. */
    public void start() {
        sidecar.open(lifecycle::onSighting);
        thread.start();
    }

    /** Does what is due; false if nothing was. */
    boolean runOnce(long nowNs) {
        switch (lifecycle.takeStep(nowNs)) {
            case WAIT -> {
                return false;
            }
            case LOOK -> lifecycle.onSighting(sidecar.look());
            case SAY_READY -> report("Ready", sidecar.ready());
            case LOOK_AND_SAY_READY -> lookAndSayReady(nowNs);
            case SAY_ALLOCATE -> report("Allocate", sidecar.allocate());
            case SAY_SHUTDOWN -> report("Shutdown", sidecar.shutdown());
            case COUNT -> count(nowNs);
        }
        return true;
    }

    /** Waits until the end has been said, then stops; the rest is dropped. */
    @Override
    public void close() {
        isStopped = true;
        try {
            if (!thread.join(STOP_MAX)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sidecar.close();
    }

    private void run() {
        try {
            while (!isStopped || lifecycle.isEndWanted()) {
                if (!runOnce(nanoClock.getAsLong())) {
                    lifecycle.awaitChange(WAIT_MAX_NS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAndSayReady(long nowNs) {
        var sighting = sidecar.look();
        lifecycle.onSighting(sighting);
        if (sighting instanceof Sidecar.Sighting.Seen(var view, _)
                && lifecycle.takeReadyAgain(view, nowNs)) {
            report("Ready", sidecar.ready());
        }
    }

    private void count(long nowNs) {
        var counts = lifecycle.takeCounts();
        if (sidecar.count(counts.matches(), counts.players()) == Sidecar.Heard.NO) {
            lifecycle.onCountsLost(nowNs);
        }
    }

    private static void report(String call, Sidecar.Heard heard) {
        LOG.atInfo().addKeyValue("call", call).addKeyValue("heard", heard).log("told the sidecar");
    }
}
