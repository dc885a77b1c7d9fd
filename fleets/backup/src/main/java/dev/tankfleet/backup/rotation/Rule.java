package dev.tankfleet.backup.rotation;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

/**
 * How many copies stay.
 *
 * @param hourly of so many hours the newest, 1 to 10,000; only hours that have a copy count
 * @param daily of so many days the newest, 1 to 10,000; only days that have a copy count
 */
public record Rule(@Default("48") int hourly, @Default("60") int daily) {
    private static final int MAX = 10_000;

    public Rule {
        Check.that(hourly >= 1 && hourly <= MAX, "hourly", hourly, "1 to " + MAX);
        Check.that(daily >= 1 && daily <= MAX, "daily", daily, "1 to " + MAX);
    }
}
