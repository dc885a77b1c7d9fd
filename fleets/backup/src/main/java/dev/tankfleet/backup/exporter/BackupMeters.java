package dev.tankfleet.backup.exporter;

import dev.tankfleet.backup.drill.DrillLog;
import dev.tankfleet.backup.exporter.ExporterConfig.Watched;
import dev.tankfleet.backup.exporter.StoreScan.Seen;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * The meters; the README lists them. Written by the thread that scans, read by that of the ops
 * port: what stands between is concurrent. A value that nobody knows is NaN, which Prometheus
 * leaves out of every comparison.
 */
final class BackupMeters {
    private static final double MS_PER_S = 1_000;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Counter failures;
    private final Map<Watched, Seen> seen = new ConcurrentHashMap<>();

    // Written by the thread that scans.
    private volatile Instant scannedAt;

    BackupMeters(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.scannedAt = Instant.EPOCH;
        this.failures =
                Counter.builder("tankfleet.backup.scan.failures")
                        .description("Looks at the store that failed")
                        .register(registry);
        Gauge.builder("tankfleet.backup.scan.age", this, meters -> meters.ageS(meters.scannedAt))
                .description("Since the whole store was last seen")
                .baseUnit("seconds")
                .register(registry);
    }

    void watch(Watched watched) {
        gauge(watched, "period", "seconds", "How often a copy is due", s -> periodS(watched));
        gauge(
                watched,
                "age",
                "seconds",
                "Since the newest whole copy was begun; of a log, since all is stored",
                s -> s.newestAt() == null ? NEVER : ageS(s.newestAt()));
        gauge(watched, "copies", null, "Complete copies, or pieces of a log", Seen::copies);
        if (watched.copies().isPresent()) {
            watchCopies(watched);
        }
    }

    private void watchCopies(Watched watched) {
        gauge(watched, "bytes", null, "Size of the newest whole copy", Seen::bytes);
        gauge(
                watched,
                "drill.age",
                "seconds",
                "Since the newest restore drill ended",
                s -> s.drill() == null ? NEVER : ageS(Instant.parse(s.drill().endedAt())));
        gauge(
                watched,
                "drill.ok",
                null,
                "Whether the newest restore drill found everything",
                s -> s.drill() == null ? Double.NaN : okOf(s.drill()));
        gauge(
                watched,
                "drill.duration",
                "seconds",
                "How long the newest restore drill took",
                s -> s.drill() == null ? Double.NaN : s.drill().durationMs() / MS_PER_S);
        gauge(
                watched,
                "drill.restore",
                "seconds",
                "How long it took until everything was restored",
                s -> s.drill() == null ? Double.NaN : s.drill().restoredMs() / MS_PER_S);
        gauge(
                watched,
                "drill.loss",
                "seconds",
                "What was written in this time before it was not restored",
                s -> s.drill() == null ? Double.NaN : lossS(s.drill()));
    }

    void saw(Watched watched, Seen what) {
        seen.put(watched, what);
    }

    void scanned() {
        scannedAt = clock.instant();
    }

    void failed() {
        failures.increment();
    }

    private void gauge(
            Watched watched,
            String name,
            @Nullable String unit,
            String description,
            ToDoubleFunction<Seen> value) {
        Gauge.builder("tankfleet.backup." + name, seen, all -> valueOf(all.get(watched), value))
                .description(description)
                .baseUnit(unit)
                .tags(Tags.of("kind", watched.kind(), "source", watched.source()))
                .register(registry);
    }

    private static double valueOf(@Nullable Seen seen, ToDoubleFunction<Seen> value) {
        return seen == null ? Double.NaN : value.applyAsDouble(seen);
    }

    private static double periodS(Watched watched) {
        return watched.period().toSeconds();
    }

    private static double okOf(DrillLog.Entry drill) {
        return drill.ok() ? 1 : 0;
    }

    /** Nothing was restored: nobody knows then what is lost. */
    private static double lossS(DrillLog.Entry drill) {
        if (drill.upTo().isEmpty()) {
            return Double.NaN;
        }
        var begun = Instant.parse(drill.endedAt()).minusMillis(drill.durationMs());
        return Duration.between(Instant.parse(drill.upTo()), begun).toMillis() / MS_PER_S;
    }

    private double ageS(Instant since) {
        return Duration.between(since, clock.instant()).toMillis() / MS_PER_S;
    }
}
