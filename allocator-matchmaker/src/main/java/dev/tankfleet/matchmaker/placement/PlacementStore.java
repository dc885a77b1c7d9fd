package dev.tankfleet.matchmaker.placement;

import dev.tankfleet.matchmaker.placement.Placement.Cause;
import dev.tankfleet.matchmaker.placement.Placement.Live;
import dev.tankfleet.matchmaker.placement.Placement.Placing;

import java.time.Duration;
import java.util.OptionalInt;

/** Keeps placements. Called on request threads; every call has the deadline of the database. */
public interface PlacementStore {
    /**
     * Begins a placement, or takes over one whose time is over; else shows what is there.
     *
     * @param placingMax time until another process may take over
     */
    Begun begin(String playerId, String mode, String owner, Duration placingMax);

    /** The seat was prepared; false if another process has taken over meanwhile. */
    boolean toLive(Placing placing, Live live);

    /** Ends a placement that has not ended. */
    void end(Placement placement, Cause cause);

    /**
     * Ends the live placement of a player in a match, if it is in that region: a given-up attempt
     * in another region ends its seats, too, and they are not the ones that the player drives.
     */
    void endSeat(String region, String matchId, String playerId);

    /** The attempt that the newest placement in a match names. */
    OptionalInt attemptOf(String matchId);

    /**
     * Deletes at most {@code max} rows that ended longer than {@code age} ago; answers how many.
     */
    int purge(Duration age, int max);

    /** What became of the wish to begin. */
    sealed interface Begun {
        /** The row is the caller's. */
        record Ours(Placing placing) implements Begun {}

        /** The player has a seat already. */
        record HasSeat(Live live) implements Begun {}

        /** Somebody else places this player right now. */
        record Busy() implements Begun {}
    }
}
