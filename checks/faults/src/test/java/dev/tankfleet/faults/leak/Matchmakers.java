package dev.tankfleet.faults.leak;

import java.net.URI;
import java.time.Duration;

/**
 * One matchmaker after the other, each with an unforeseen end. One way to die per adapter; owned by
 * the test's thread, but for {@link #url}.
 */
sealed interface Matchmakers extends AutoCloseable permits CutMatchmakers, KilledMatchmakers {
    /** Fewer than the servers have, so that spare ones are released and Ready ones are there. */
    int SLOTS = 60;

    int IN_FLIGHT_MAX = 64;
    int FINDS_MAX = 1_000_000;
    int TICKETS_MAX = 100;

    /** The times of the contract but for those that only decide how much there is to do. */
    Duration CYCLE = Duration.ofMillis(50);

    Duration SURPLUS_FOR = Duration.ofMillis(300);

    /** Begins a life; whether it is {@link #isUp} yet is another matter. */
    void begin();

    /** Whether the one that lives takes requests. */
    boolean isUp();

    /** Ends a life in the middle of whatever it did. */
    void die();

    /** Where players ask, whether anybody answers or not; every thread may ask. */
    URI url();

    /** Ends the last life in order. */
    @Override
    void close();
}
