package dev.tankfleet.gameserver.seat;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.time.Duration;

/**
 * How long a seat waits for its player.
 *
 * @param tokenTtl time for which a one-time token opens the seat, more than zero
 * @param joinGrace time beyond a token's or seat's end in which a join that is under way still
 *     counts, not negative
 * @param hold time for which the seat of a dropped player is kept, more than zero
 */
public record SeatConfig(
        @Default("30s") Duration tokenTtl,
        @Default("1s") Duration joinGrace,
        @Default("120s") Duration hold) {
    /** The times of the contract. */
    public static final SeatConfig STANDARD =
            new SeatConfig(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(120));

    public SeatConfig {
        Check.that(tokenTtl.isPositive(), "tokenTtl", tokenTtl, "> 0");
        Check.that(!joinGrace.isNegative(), "joinGrace", joinGrace, ">= 0");
        Check.that(hold.isPositive(), "hold", hold, "> 0");
    }
}
