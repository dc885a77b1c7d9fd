package dev.tankfleet.matchmaker.reconcile;

import dev.tankfleet.matchmaker.reconcile.ReconcileStore.Mended;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Meters of reconciling. Used by its thread. */
public final class ReconcileMeters {
    private final MeterRegistry registry;

    /** Registers with the first turn. */
    public ReconcileMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void mended(Mended mended) {
        count("find_forgotten", mended.findsForgotten());
        count("end_missed", mended.endsMissed());
        count("server_lost", mended.serversLost());
        count("seat_lost", mended.seatsLost());
        count("intent_lost", mended.intentsLost());
        count("intent_over", mended.intentsOver());
        count("intent_found", mended.intentsFound());
    }

    private void count(String what, int rows) {
        Counter.builder("matchmaker.reconcile.mended")
                .description("Rows that nothing stood behind any more, by what was wrong")
                .tag("what", what)
                .register(registry)
                .increment(rows);
    }
}
