package dev.tankfleet.gameserver.lifecycle;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.time.Duration;

/**
 * How long the server waits for Agones and for work.
 *
 * @param firstLease time after an allocation for which it stays though nobody says hold, more than
 *     zero
 * @param idleMax time after its last match for which it stays without a lease, more than zero
 * @param showWithin time in which the watch must show an allocation that a command relies on, more
 *     than zero
 * @param readyRepeatAfter time without RequestReady after which Ready may be asked again, more than
 *     zero
 * @param lookEvery time between two looks at the GameServer beside the watch, more than zero
 */
public record LifecycleConfig(
        @Default("120s") Duration firstLease,
        @Default("30s") Duration idleMax,
        @Default("500ms") Duration showWithin,
        @Default("1500ms") Duration readyRepeatAfter,
        @Default("5s") Duration lookEvery) {
    /** The times of the contract. */
    public static final LifecycleConfig STANDARD =
            new LifecycleConfig(
                    Duration.ofSeconds(120),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(500),
                    Duration.ofMillis(1500),
                    Duration.ofSeconds(5));

    public LifecycleConfig {
        Check.that(firstLease.isPositive(), "firstLease", firstLease, "> 0");
        Check.that(idleMax.isPositive(), "idleMax", idleMax, "> 0");
        Check.that(showWithin.isPositive(), "showWithin", showWithin, "> 0");
        Check.that(readyRepeatAfter.isPositive(), "readyRepeatAfter", readyRepeatAfter, "> 0");
        Check.that(lookEvery.isPositive(), "lookEvery", lookEvery, "> 0");
    }
}
