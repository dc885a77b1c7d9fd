package dev.tankfleet.matchmaker.reconcile;

import dev.tankfleet.matchmaker.database.DatabaseAwayException;
import dev.tankfleet.matchmaker.reconcile.ReconcileStore.Ages;
import dev.tankfleet.matchmaker.reconcile.ReconcileStore.Mended;
import dev.tankfleet.matchmaker.server.ServerTable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Mends what nobody stands behind any more. A duty cycle with a thread of its own, in every
 * replica; the database lets one at a time do the work.
 *
 * <p>It writes rows and nothing else: servers that are spare are released by {@code allocation},
 * which sees them in their statuses whoever allocated them.
 */
public final class Reconciler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration CYCLE = Duration.ofSeconds(5);
    private static final Duration STOP_MAX = Duration.ofSeconds(4);

    /** As long as the table believes in a server that says nothing. */
    private static final Duration SILENCE = Duration.ofSeconds(12);

    /** The oldest status that the table believes in must be younger than what it speaks of. */
    private static final Duration SETTLED = SILENCE.plusSeconds(3);

    private static final Duration FORGOTTEN = Duration.ofSeconds(5);

    private final ReconcileStore store;
    private final ServerTable table;
    private final Ages ages;
    private final ReconcileMeters meters;
    private final LongSupplier nanoClock;
    private final long listeningSinceNs;
    private final Thread thread =
            Thread.ofVirtual().name("matchmaker-reconciler").unstarted(this::run);

    Reconciler(
            ReconcileStore store,
            ServerTable table,
            Ages ages,
            ReconcileMeters meters,
            LongSupplier nanoClock) {
        this.store = store;
        this.table = table;
        this.ages = ages;
        this.meters = meters;
        this.nanoClock = nanoClock;
        this.listeningSinceNs = nanoClock.getAsLong();
    }

    /**
     * Starts the thread.
     *
     * @param table the servers, which have been asked to speak just now
     * @param unknownFor how long an allocation without an answer is looked for
     */
    public static Reconciler start(
            ReconcileStore store,
            ServerTable table,
            Duration unknownFor,
            ReconcileMeters meters,
            LongSupplier nanoClock) {
        var ages = new Ages(FORGOTTEN, unknownFor, SETTLED);
        var reconciler = new Reconciler(store, table, ages, meters, nanoClock);
        reconciler.thread.start();
        return reconciler;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (!thread.join(STOP_MAX)) {
                LOG.warn("The reconciler did not stop in {}", STOP_MAX);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(CYCLE);
                turn();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        try {
            runOnce(nanoClock.getAsLong());
        } catch (DatabaseAwayException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("The books are not compared now");
        } catch (RuntimeException e) {
            // The next turn may go well, and without any the books would fill up.
            LOG.atError().setCause(e).log("Reconciling broke");
        }
    }

    /** One turn of the cycle. */
    void runOnce(long nowNs) {
        boolean isSilenceProof = nowNs - listeningSinceNs >= SILENCE.toNanos();
        var evidence = Evidence.of(table.seen(), isSilenceProof);
        store.mend(evidence, ages).ifPresent(this::report);
    }

    private void report(Mended mended) {
        meters.mended(mended);
        if (mended.all() > 0) {
            LOG.atInfo().addKeyValue("mended", mended).log("Books mended");
        }
    }
}
