package dev.tankfleet.matchmaker;

import dev.tankfleet.matchmaker.allocation.IntentStore;
import dev.tankfleet.matchmaker.database.DatabaseAwayException;
import dev.tankfleet.matchmaker.locate.maxmind.MaxMindLocator;
import dev.tankfleet.matchmaker.match.Seating;
import dev.tankfleet.matchmaker.placement.PlacementStore;
import dev.tankfleet.matchmaker.server.ServerTable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Throws out what is over and takes in what is new. A duty cycle on a thread of its own, one turn
 * each second; what it calls guards itself.
 */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration CYCLE = Duration.ofSeconds(1);
    private static final Duration STOP_MAX = Duration.ofSeconds(4);
    private static final Duration ENDED_KEPT = Duration.ofDays(1);
    private static final int CYCLES_PER_PURGE = 60;
    private static final int PURGE_MAX = 10_000;

    private final ServerTable table;
    private final Seating seating;
    private final PlacementStore placements;
    private final IntentStore intents;
    private final MaxMindLocator locator;
    private final LongSupplier nanoClock;
    private final Thread thread =
            Thread.ofVirtual().name("matchmaker-housekeeping").unstarted(this::run);

    private Housekeeping(
            ServerTable table,
            Seating seating,
            PlacementStore placements,
            IntentStore intents,
            MaxMindLocator locator,
            LongSupplier nanoClock) {
        this.table = table;
        this.seating = seating;
        this.placements = placements;
        this.intents = intents;
        this.locator = locator;
        this.nanoClock = nanoClock;
    }

    static Housekeeping start(
            ServerTable table,
            Seating seating,
            PlacementStore placements,
            IntentStore intents,
            MaxMindLocator locator,
            LongSupplier nanoClock) {
        var housekeeping =
                new Housekeeping(table, seating, placements, intents, locator, nanoClock);
        housekeeping.thread.start();
        return housekeeping;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (!thread.join(STOP_MAX)) {
                LOG.warn("Housekeeping did not stop in {}", STOP_MAX);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (int cycle = 1; ; cycle++) {
                Thread.sleep(CYCLE);
                turn(cycle);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A server that is gone leaves the table even if another turn's work broke. */
    private void turn(int cycle) {
        try {
            table.sweep(nanoClock.getAsLong());
            seating.sweep();
            locator.refresh();
            if (cycle % CYCLES_PER_PURGE == 0) {
                purge();
            }
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("Housekeeping broke");
        }
    }

    private void purge() {
        try {
            placements.purge(ENDED_KEPT, PURGE_MAX);
            intents.purge(ENDED_KEPT, PURGE_MAX);
        } catch (DatabaseAwayException e) {
            LOG.atWarn()
                    .addKeyValue("cause", e.getMessage())
                    .log("Old placements and intents stay for now");
        }
    }
}
