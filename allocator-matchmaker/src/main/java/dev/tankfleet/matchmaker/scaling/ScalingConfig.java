package dev.tankfleet.matchmaker.scaling;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.time.Duration;

/**
 * How FleetAutoscalers are answered.
 *
 * @param webhook whether there is a webhook at all
 * @param host address on which it listens, inside the clusters' network; never a public one
 * @param port its port, 0 for any free one
 * @param readyMin servers that a Fleet has beyond its Allocated ones, 1 to 1,000
 * @param serversMax most servers of a Fleet, as long as no more are Allocated, {@code readyMin} to
 *     10,000
 * @param lead how far ahead demand is reckoned: as long as a new server takes to be Ready, more
 *     than zero, at most 1 h
 */
public record ScalingConfig(
        @Default("false") boolean webhook,
        @Default("0.0.0.0") String host,
        @Default("8004") int port,
        @Default("1") int readyMin,
        @Default("1000") int serversMax,
        @Default("60s") Duration lead) {
    private static final int PORT_MAX = 65_535;
    private static final int READY_MAX = 1_000;
    private static final int SERVERS_LIMIT = 10_000;
    private static final Duration LEAD_MAX = Duration.ofHours(1);

    /** No webhook. */
    public static final ScalingConfig OFF =
            new ScalingConfig(false, "0.0.0.0", 8004, 1, 1_000, Duration.ofMinutes(1));

    /** Checks each range. */
    public ScalingConfig {
        Check.that(!host.isBlank(), "host", host, "not blank");
        Check.that(port >= 0 && port <= PORT_MAX, "port", port, "0 … 65535");
        Check.that(readyMin >= 1 && readyMin <= READY_MAX, "readyMin", readyMin, "1 … 1000");
        Check.that(
                serversMax >= readyMin && serversMax <= SERVERS_LIMIT,
                "serversMax",
                serversMax,
                "readyMin … 10000");
        Check.that(
                lead.isPositive() && lead.compareTo(LEAD_MAX) <= 0,
                "lead",
                lead,
                "more than 0, at most 1 h");
    }
}
