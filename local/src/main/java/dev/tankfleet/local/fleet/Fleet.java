package dev.tankfleet.local.fleet;

import dev.tankfleet.process.stop.StopReport;

import java.time.Duration;
import java.util.Optional;

/**
 * A running fleet on this machine, in one JVM or in many processes. The questions may be asked by
 * any thread.
 */
public interface Fleet extends AutoCloseable {
    /** Longest start of a fleet that will be playable at all. */
    Duration PLAYABLE_MAX = Duration.ofMinutes(2);

    /** Where it is reached. */
    FleetAddresses addresses();

    /**
     * Waits until each region has its warm slots allocated and its other servers ready.
     *
     * @return false if {@link #PLAYABLE_MAX} is over before
     */
    boolean awaitPlayable();

    /** The server that runs a match. */
    Optional<String> serverOf(String region, String matchId);

    /**
     * Takes a server away from its players, as the removal of a machine does: it tells them, and
     * another one starts in its place.
     */
    void deleteServer(String region, String serverId);

    /** What the fleet says of itself now. */
    FleetFigures figures();

    /** Whether somebody, or a signal, has begun to stop it. */
    boolean isStopping();

    /** Waits until the fleet has stopped. */
    StopReport awaitStopped();

    /** Stops everything in the reverse order of the start, within a bounded time. */
    @Override
    void close();
}
