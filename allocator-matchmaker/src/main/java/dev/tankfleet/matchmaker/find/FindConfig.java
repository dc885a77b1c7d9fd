package dev.tankfleet.matchmaker.find;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.time.Duration;
import java.util.List;

/**
 * What players may ask for, and how often.
 *
 * @param modes game modes with the seats of a match, as {@code free_for_all=16}
 * @param findsPerSecond finds per player and second over time, more than 0
 * @param findsBurst finds that a player may make at once, at least 1
 * @param sourceFindsPerSecond finds per address (IPv4) or network (IPv6 /64) and second over time,
 *     more than 0
 * @param sourceFindsBurst finds from one such source at once, at least 1
 * @param ticketLife how long a ticket waits for room, more than zero
 * @param ticketsMax tickets at once, at least 1
 */
public record FindConfig(
        @Default("free_for_all=16,pve_heist=6") List<String> modes,
        @Default("1") double findsPerSecond,
        @Default("5") int findsBurst,
        @Default("200") double sourceFindsPerSecond,
        @Default("1000") int sourceFindsBurst,
        @Default("60s") Duration ticketLife,
        @Default("10000") int ticketsMax) {
    /** What a fleet starts with. */
    public static final FindConfig DEFAULT =
            new FindConfig(
                    List.of("free_for_all=16", "pve_heist=6"),
                    1,
                    5,
                    200,
                    1_000,
                    Duration.ofMinutes(1),
                    10_000);

    /** Checks each range. */
    public FindConfig {
        modes = List.copyOf(modes);
        Check.that(GameModes.isReadable(modes), "modes", modes, "mode=seats each, seats 1 … 128");
        Check.that(findsPerSecond > 0, "findsPerSecond", findsPerSecond, "> 0");
        Check.that(findsBurst >= 1, "findsBurst", findsBurst, ">= 1");
        Check.that(sourceFindsPerSecond > 0, "sourceFindsPerSecond", sourceFindsPerSecond, "> 0");
        Check.that(sourceFindsBurst >= 1, "sourceFindsBurst", sourceFindsBurst, ">= 1");
        Check.that(ticketLife.isPositive(), "ticketLife", ticketLife, "> 0");
        Check.that(ticketsMax >= 1, "ticketsMax", ticketsMax, ">= 1");
    }
}
