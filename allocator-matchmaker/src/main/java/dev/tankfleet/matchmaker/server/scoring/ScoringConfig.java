package dev.tankfleet.matchmaker.server.scoring;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

/**
 * What weighs how much when a server is chosen. All in ms of round trip, so that a number can be
 * judged by asking a player.
 *
 * @param loadMs weight of the load term, 0 to 1,000
 * @param loadFactorMax largest value of {@code u / (1 - u)}, 1 to 100
 * @param emptyNodeMs penalty for waking an empty machine, 0 to 1,000
 * @param openSeatMs bonus of a seat in a match that is there already, 0 to 1,000
 * @param tieMs costs closer than this are equal, 0 to 100
 * @param hotDetourMs how much farther a cool server may be before a hot one is taken, 0 to 1,000
 * @param hotTickMs 99th percentile of tick times above which a server is hot, more than 0
 */
public record ScoringConfig(
        @Default("6") double loadMs,
        @Default("8") double loadFactorMax,
        @Default("15") double emptyNodeMs,
        @Default("20") double openSeatMs,
        @Default("3") double tieMs,
        @Default("30") double hotDetourMs,
        @Default("26.6") double hotTickMs) {
    /** What a fleet starts with. */
    public static final ScoringConfig DEFAULT = new ScoringConfig(6, 8, 15, 20, 3, 30, 26.6);

    /** Checks each range. */
    public ScoringConfig {
        Check.that(loadMs >= 0 && loadMs <= 1_000, "loadMs", loadMs, "0 … 1000");
        Check.that(
                loadFactorMax >= 1 && loadFactorMax <= 100,
                "loadFactorMax",
                loadFactorMax,
                "1 … 100");
        Check.that(
                emptyNodeMs >= 0 && emptyNodeMs <= 1_000, "emptyNodeMs", emptyNodeMs, "0 … 1000");
        Check.that(openSeatMs >= 0 && openSeatMs <= 1_000, "openSeatMs", openSeatMs, "0 … 1000");
        Check.that(tieMs >= 0 && tieMs <= 100, "tieMs", tieMs, "0 … 100");
        Check.that(
                hotDetourMs >= 0 && hotDetourMs <= 1_000, "hotDetourMs", hotDetourMs, "0 … 1000");
        Check.that(hotTickMs > 0, "hotTickMs", hotTickMs, "> 0");
    }
}
