package dev.tankfleet.gameserver.host;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.time.Duration;

/**
 * How many matches this process runs.
 *
 * @param matchesMax matches at once, 1 … 1,000
 * @param workers threads that step them, 1 … 64
 * @param drainMax time that running matches get to finish when the server drains; 0 ends them at
 *     once as aborted
 */
public record HostConfig(
        @Default("4") int matchesMax, @Default("1") int workers, @Default("0s") Duration drainMax) {
    private static final int MATCHES_LIMIT = 1_000;
    private static final int WORKERS_LIMIT = 64;

    public HostConfig {
        Check.that(
                matchesMax >= 1 && matchesMax <= MATCHES_LIMIT,
                "matchesMax",
                matchesMax,
                "1 … 1000");
        Check.that(workers >= 1 && workers <= WORKERS_LIMIT, "workers", workers, "1 … 64");
        Check.that(!drainMax.isNegative(), "drainMax", drainMax, ">= 0");
    }
}
