package dev.tankfleet.matchmaker.command;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.time.Duration;

/**
 * How long an answer may take.
 *
 * @param deadlineMin shortest deadline, more than zero
 * @param deadlineMax longest deadline, also the one without a sample, at least {@code deadlineMin}
 * @param lateMax how long a late acknowledgement is waited for, to answer it with cancel; at least
 *     {@code deadlineMax}
 * @param inFlightMax commands under way at once, at least 1
 */
public record CommandConfig(
        @Default("150ms") Duration deadlineMin,
        @Default("1s") Duration deadlineMax,
        @Default("5s") Duration lateMax,
        @Default("2000") int inFlightMax) {
    /** What a fleet starts with. */
    public static final CommandConfig DEFAULT =
            new CommandConfig(
                    Duration.ofMillis(150), Duration.ofSeconds(1), Duration.ofSeconds(5), 2_000);

    /** Checks each range. */
    public CommandConfig {
        Check.that(deadlineMin.isPositive(), "deadlineMin", deadlineMin, "> 0");
        Check.that(
                deadlineMax.compareTo(deadlineMin) >= 0,
                "deadlineMax",
                deadlineMax,
                ">= deadlineMin");
        Check.that(lateMax.compareTo(deadlineMax) >= 0, "lateMax", lateMax, ">= deadlineMax");
        Check.that(inFlightMax >= 1, "inFlightMax", inFlightMax, ">= 1");
    }
}
