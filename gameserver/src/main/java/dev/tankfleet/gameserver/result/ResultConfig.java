package dev.tankfleet.gameserver.result;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.time.Duration;

/**
 * How results are delivered.
 *
 * @param pendingMax results that may wait, at least 1; above it no new match is taken
 * @param publishTimeout time for one try, more than zero
 * @param backoffMin first pause after a failed try, more than zero; each failure doubles it
 * @param backoffMax longest pause, at least {@code backoffMin}
 * @param routeTtl time for which an ended route is remembered, more than zero
 */
public record ResultConfig(
        @Default("64") int pendingMax,
        @Default("2s") Duration publishTimeout,
        @Default("100ms") Duration backoffMin,
        @Default("5s") Duration backoffMax,
        @Default("10m") Duration routeTtl) {
    /** The usual numbers. */
    public static final ResultConfig STANDARD =
            new ResultConfig(
                    64,
                    Duration.ofSeconds(2),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(10));

    public ResultConfig {
        Check.that(pendingMax >= 1, "pendingMax", pendingMax, ">= 1");
        Check.that(publishTimeout.isPositive(), "publishTimeout", publishTimeout, "> 0");
        Check.that(backoffMin.isPositive(), "backoffMin", backoffMin, "> 0");
        Check.that(
                backoffMax.compareTo(backoffMin) >= 0, "backoffMax", backoffMax, ">= backoffMin");
        Check.that(routeTtl.isPositive(), "routeTtl", routeTtl, "> 0");
    }
}
