package dev.tankfleet.matchmaker.allocation;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.time.Duration;

/**
 * How much room is kept free.
 *
 * @param slots free match slots per region, 0 to 1,000
 * @param inFlightMax calls under way per region over all replicas, 1 to 64
 * @param cycle time between two looks at the table, more than zero
 * @param lease how long a held server stays without another word, at most 2 min
 * @param holdEvery time between two words, more than zero, less than {@code lease}
 * @param surplusFor how long a server must be spare before it is released, at least zero
 * @param unknownFor how long an allocation without an answer is looked for, more than zero
 */
public record WarmSlotsConfig(
        @Default("1") int slots,
        @Default("8") int inFlightMax,
        @Default("200ms") Duration cycle,
        @Default("120s") Duration lease,
        @Default("40s") Duration holdEvery,
        @Default("30s") Duration surplusFor,
        @Default("10s") Duration unknownFor) {
    private static final Duration LEASE_MAX = Duration.ofMinutes(2);

    /** Checks each range. */
    public WarmSlotsConfig {
        Check.that(slots >= 0 && slots <= 1_000, "slots", slots, "0 … 1000");
        Check.that(inFlightMax >= 1 && inFlightMax <= 64, "inFlightMax", inFlightMax, "1 … 64");
        Check.that(cycle.isPositive(), "cycle", cycle, "> 0");
        Check.that(
                lease.isPositive() && lease.compareTo(LEASE_MAX) <= 0,
                "lease",
                lease,
                "more than 0, at most 2 min");
        Check.that(
                holdEvery.isPositive() && holdEvery.compareTo(lease) < 0,
                "holdEvery",
                holdEvery,
                "> 0 and < lease");
        Check.that(!surplusFor.isNegative(), "surplusFor", surplusFor, ">= 0");
        Check.that(unknownFor.isPositive(), "unknownFor", unknownFor, "> 0");
    }

    /** The usual times with another number of slots. */
    public static WarmSlotsConfig ofSlots(int slots) {
        return new WarmSlotsConfig(
                slots,
                8,
                Duration.ofMillis(200),
                Duration.ofMinutes(2),
                Duration.ofSeconds(40),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }
}
