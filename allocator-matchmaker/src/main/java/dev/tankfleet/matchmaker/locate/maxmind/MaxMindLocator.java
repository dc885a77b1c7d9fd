package dev.tankfleet.matchmaker.locate.maxmind;

import dev.tankfleet.matchmaker.locate.GeoIpConfig;
import dev.tankfleet.matchmaker.locate.Locator;
import dev.tankfleet.matchmaker.locate.Position;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Looks addresses up in databases of cities. Request threads ask; one thread, that of its owner,
 * refreshes. What they share is replaced as a whole, so that no answer of an old file outlives it.
 *
 * <p>A replacement must be a rename: a mapped file that is written over while it is read is broken
 * for both.
 */
public final class MaxMindLocator implements Locator {
    private static final Logger LOG = LoggerFactory.getLogger(MaxMindLocator.class);

    private final List<CityFile> files;
    private final long refreshEveryNs;
    private final LongSupplier nanoClock;
    private final Counter found;
    private final Counter unknown;
    private final Counter failed;

    // Owned by the thread that refreshes.
    private long refreshedAtNs;

    private volatile Opened opened = new Opened(List.of(), new PlaceCache());

    private MaxMindLocator(GeoIpConfig config, MeterRegistry registry, LongSupplier nanoClock) {
        this.files = config.databases().stream().map(CityFile::new).toList();
        this.refreshEveryNs = config.refreshEvery().toNanos();
        this.nanoClock = nanoClock;
        this.found = lookups(registry, "found");
        this.unknown = lookups(registry, "unknown");
        this.failed = lookups(registry, "failed");
    }

    /**
     * Opens what is there. A file that is missing or broken is told of and waited for: players are
     * placed without it meanwhile.
     */
    public static MaxMindLocator open(
            GeoIpConfig config, MeterRegistry registry, LongSupplier nanoClock) {
        var locator = new MaxMindLocator(config, registry, nanoClock);
        if (locator.files.isEmpty()) {
            LOG.atInfo().log(
                    "No GeoIP database is configured: players are placed by measurement alone");
        }
        locator.reopen();
        return locator;
    }

    @Override
    public Optional<Position> locate(InetAddress client) {
        var now = opened;
        return now.databases().isEmpty()
                ? Optional.empty()
                : now.cache().find(client, address -> lookUp(now.databases(), address));
    }

    /** Looks for new files, if it is time to. Called by the owner, oftener than it is time. */
    public void refresh() {
        if (nanoClock.getAsLong() - refreshedAtNs >= refreshEveryNs) {
            reopen();
        }
    }

    private void reopen() {
        refreshedAtNs = nanoClock.getAsLong();
        boolean isNew = false;
        for (var file : files) {
            isNew |= file.refresh();
        }
        if (isNew) {
            opened =
                    new Opened(
                            files.stream()
                                    .map(CityFile::database)
                                    .filter(Objects::nonNull)
                                    .toList(),
                            new PlaceCache());
        }
    }

    private Optional<Position> lookUp(List<CityDatabase> databases, InetAddress client) {
        for (var database : databases) {
            try {
                var place = database.find(client);
                if (place != null) {
                    found.increment();
                    return Optional.of(place);
                }
            } catch (IOException _) {
                // Counted: the next file may know, and the player is placed in any case.
                failed.increment();
            }
        }
        unknown.increment();
        return Optional.empty();
    }

    private static Counter lookups(MeterRegistry registry, String outcome) {
        return Counter.builder("matchmaker.locate.lookups")
                .description("Lookups of addresses that were not in the cache")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** What request threads use, all of one moment. */
    private record Opened(List<CityDatabase> databases, PlaceCache cache) {}
}
