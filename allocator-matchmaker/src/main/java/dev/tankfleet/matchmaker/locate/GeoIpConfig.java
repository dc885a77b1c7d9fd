package dev.tankfleet.matchmaker.locate;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Which files tell where an address is.
 *
 * @param databases databases of cities in MaxMind's format, at most {@value #DATABASES_MAX}; asked
 *     in this order; none: nobody is looked up
 * @param refreshEvery time between two looks whether a file has been replaced, 1 s to 1 day
 */
public record GeoIpConfig(
        @Default("") List<Path> databases, @Default("10s") Duration refreshEvery) {
    /** Most files: one per kind of address, and as many to stand in for them. */
    public static final int DATABASES_MAX = 4;

    /** Nobody is looked up. */
    public static final GeoIpConfig NONE = new GeoIpConfig(List.of(), Duration.ofSeconds(10));

    /** Checks number and range. */
    public GeoIpConfig {
        databases = List.copyOf(databases);
        Check.that(
                databases.size() <= DATABASES_MAX,
                "databases",
                databases.size(),
                "<= " + DATABASES_MAX);
        Check.that(
                refreshEvery.compareTo(Duration.ofSeconds(1)) >= 0
                        && refreshEvery.compareTo(Duration.ofDays(1)) <= 0,
                "refreshEvery",
                refreshEvery,
                "1 s … 1 d");
    }
}
