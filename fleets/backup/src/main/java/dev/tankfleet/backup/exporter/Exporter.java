package dev.tankfleet.backup.exporter;

import dev.tankfleet.backup.seal.Trust;
import dev.tankfleet.backup.store.Store;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the store again and again and keeps the meters. A duty cycle: one thread of its own
 * scans; {@link #runOnce} is what it repeats.
 */
public final class Exporter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);

    private final ExporterConfig config;
    private final StoreScan scan;
    private final BackupMeters meters;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("scan").daemon().factory());

    private Exporter(ExporterConfig config, StoreScan scan, BackupMeters meters) {
        this.config = config;
        this.scan = scan;
        this.meters = meters;
    }

    /** An exporter that has not looked yet. */
    public static Exporter create(
            ExporterConfig config,
            Store store,
            Trust trust,
            MeterRegistry registry,
            InstantSource clock) {
        var meters = new BackupMeters(registry, clock);
        config.each().forEach(meters::watch);
        return new Exporter(config, new StoreScan(store, trust), meters);
    }

    /** Looks now, and from then on. */
    public void start() {
        var _ =
                thread.scheduleWithFixedDelay(
                        this::runOnce, 0, config.scanEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks once; what cannot be seen keeps its last values, and its age shows. */
    void runOnce() {
        try {
            for (var watched : config.each()) {
                meters.saw(watched, scan.look(watched));
            }
            meters.scanned();
        } catch (IOException e) {
            meters.failed();
            LOG.atWarn().log("The store cannot be seen: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
