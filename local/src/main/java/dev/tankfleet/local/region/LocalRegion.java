package dev.tankfleet.local.region;

import java.util.Optional;

/** One region of a fleet. Closed by the fleet's thread; every thread may ask. */
public interface LocalRegion extends AutoCloseable {
    /** What it was made from. */
    RegionPlan plan();

    /** Who starts its servers. */
    RegionAgones agones();

    /** The server that runs a match. */
    Optional<String> serverOf(String matchId);

    /** Stops its servers first, so that their players hear why; then what these lean on. */
    @Override
    void close();
}
