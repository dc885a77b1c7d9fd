package dev.tankfleet.matchmaker.reconcile;

import java.time.Duration;
import java.util.Optional;

/** Mends the books. Called on the reconciler's thread; has the database's deadline. */
public interface ReconcileStore {
    /**
     * One turn, all of it or nothing.
     *
     * @param evidence what the servers show
     * @param ages how old a row must be
     * @return what was mended; empty if another replica is at it
     */
    Optional<Mended> mend(Evidence evidence, Ages ages);

    /**
     * How old a row must be before a turn touches it: younger ones are somebody's work.
     *
     * @param forgotten time since a find should have ended, more than zero
     * @param unknown time since an allocation without an answer was asked for, more than zero
     * @param settled time since a placement or an allocation was written, longer than statuses need
     *     to tell of it
     */
    record Ages(Duration forgotten, Duration unknown, Duration settled) {}

    /**
     * How many rows were mended.
     *
     * @param findsForgotten finds whose process died
     * @param endsMissed placements in matches whose result is stored
     * @param serversLost placements on servers that are gone
     * @param seatsLost placements in matches that their servers do not run
     * @param intentsLost allocations without an answer that no server shows
     * @param intentsOver allocations whose server went back, went on or is gone
     * @param intentsFound allocations given up too early, whose server shows them
     */
    record Mended(
            int findsForgotten,
            int endsMissed,
            int serversLost,
            int seatsLost,
            int intentsLost,
            int intentsOver,
            int intentsFound) {
        int all() {
            return findsForgotten
                    + endsMissed
                    + serversLost
                    + seatsLost
                    + intentsLost
                    + intentsOver
                    + intentsFound;
        }
    }
}
