package dev.tankfleet.matchmaker.placement;

import dev.tankfleet.matchmaker.placement.Placement.Cause;
import dev.tankfleet.matchmaker.placement.Placement.Live;
import dev.tankfleet.matchmaker.placement.Placement.Placing;
import dev.tankfleet.matchmaker.placement.PlacementStore.Begun;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Begins and settles placements. Called on request threads, which wait at most {@link
 * #BUSY_WAIT_MAX} for another request of the same player; without state of its own.
 */
public final class Placements {
    /** Time in which a player must be placed; afterwards anyone may take over. */
    public static final Duration PLACING_MAX = Duration.ofSeconds(10);

    /** How long a second request of the same player waits for the first one. */
    public static final Duration BUSY_WAIT_MAX = Duration.ofSeconds(1);

    private static final Duration BUSY_POLL = Duration.ofMillis(20);

    private final PlacementStore store;
    private final String owner;
    private final LongSupplier nanoClock;

    private Placements(PlacementStore store, String owner, LongSupplier nanoClock) {
        this.store = store;
        this.owner = owner;
        this.nanoClock = nanoClock;
    }

    /**
     * Placements of this process.
     *
     * @param owner name of this process that no other one has
     */
    public static Placements create(PlacementStore store, String owner, LongSupplier nanoClock) {
        return new Placements(store, owner, nanoClock);
    }

    /** Begins, or waits until the other request has settled; busy only after the whole wait. */
    public Begun begin(String playerId, String mode) {
        long startNs = nanoClock.getAsLong();
        var begun = store.begin(playerId, mode, owner, PLACING_MAX);
        while (begun instanceof Begun.Busy
                && nanoClock.getAsLong() - startNs < BUSY_WAIT_MAX.toNanos()
                && pause()) {
            begun = store.begin(playerId, mode, owner, PLACING_MAX);
        }
        return begun;
    }

    /** The seat was prepared; false if another process has taken over meanwhile. */
    public boolean toLive(Placing placing, Live live) {
        return store.toLive(placing, live);
    }

    /** Ends a placement. */
    public void end(Placement placement, Cause cause) {
        store.end(placement, cause);
    }

    private static boolean pause() {
        try {
            Thread.sleep(BUSY_POLL);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
