package dev.tankfleet.backup.archiver;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The meters; the README lists them. Written by the archiver's thread, read by that of the ops
 * port.
 */
final class WalMeters {
    private static final double MS_PER_S = 1_000;

    private final InstantSource clock;
    private final Counter stored;
    private final Counter begun;
    private final Map<Cause, Counter> failures;

    // Written by the archiver's thread.
    private volatile double behindBytes = Double.NaN;
    private volatile double keptMaxBytes = Double.NaN;
    private volatile Instant until;

    WalMeters(MeterRegistry registry, String source, InstantSource clock) {
        this.clock = clock;
        // Nothing is known before: an archiver that never gets anywhere becomes old, too.
        this.until = clock.instant();
        var tags = Tags.of("kind", "wal", "source", source);
        gauge(registry, tags, "age", "seconds", "Since all was stored", WalMeters::ageS);
        gauge(registry, tags, "behind", "bytes", "Written, not stored", m -> m.behindBytes);
        gauge(registry, tags, "kept.max", "bytes", "Kept for us at most", m -> m.keptMaxBytes);
        stored =
                Counter.builder("tankfleet.backup.wal.stored")
                        .description("What was stored of the log")
                        .baseUnit("bytes")
                        .tags(tags)
                        .register(registry);
        begun =
                Counter.builder("tankfleet.backup.wal.begun")
                        .description("Times that it began anew, without what was written before")
                        .tags(tags)
                        .register(registry);
        failures =
                Arrays.stream(Cause.values())
                        .collect(
                                Collectors.toMap(
                                        cause -> cause, cause -> failures(registry, tags, cause)));
    }

    /** Who was away. */
    enum Cause {
        SERVER,
        STORE
    }

    void keeps(long maxBytes) {
        keptMaxBytes = maxBytes == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : (double) maxBytes;
    }

    void behind(long bytes) {
        behindBytes = (double) Math.max(0, bytes);
    }

    void stored(long bytes, Instant wholeUntil) {
        stored.increment((double) bytes);
        until = wholeUntil.isAfter(until) ? wholeUntil : until;
    }

    void begun() {
        begun.increment();
    }

    void failed(Cause cause) {
        Objects.requireNonNull(failures.get(cause)).increment();
    }

    private static Counter failures(MeterRegistry registry, Tags tags, Cause cause) {
        return Counter.builder("tankfleet.backup.wal.failures")
                .description("Connections that ended because of the server or the store")
                .tags(tags.and("cause", cause.name().toLowerCase(Locale.ROOT)))
                .register(registry);
    }

    private double ageS() {
        return Duration.between(until, clock.instant()).toMillis() / MS_PER_S;
    }

    private void gauge(
            MeterRegistry registry,
            Tags tags,
            String name,
            String unit,
            String description,
            ToDoubleFunction<WalMeters> value) {
        Gauge.builder("tankfleet.backup.wal." + name, this, value)
                .description(description)
                .baseUnit(unit)
                .tags(tags)
                .register(registry);
    }
}
