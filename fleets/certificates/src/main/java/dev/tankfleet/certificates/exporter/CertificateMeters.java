package dev.tankfleet.certificates.exporter;

import dev.tankfleet.certificates.exporter.ExporterConfig.Watched;
import dev.tankfleet.certificates.pair.Pem;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The meters; the README lists them. Each value is read from its file when it is asked for: a few
 * small files, some times a minute. What cannot be read is NaN, which Prometheus leaves out of
 * every comparison, and {@code readable} says so.
 */
public final class CertificateMeters {
    private static final double MS_PER_S = 1_000;

    private final MeterRegistry registry;
    private final InstantSource clock;

    private CertificateMeters(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** Registers all that is watched. */
    public static void create(ExporterConfig config, MeterRegistry registry, InstantSource clock) {
        var meters = new CertificateMeters(registry, clock);
        config.each().forEach(meters::watch);
    }

    private void watch(Watched watched) {
        gauge(
                watched,
                "left",
                "seconds",
                "Until the certificate, or the first that vouches for it, ends",
                found -> seconds(clock.instant(), end(found)),
                Double.NaN);
        gauge(
                watched,
                "life",
                "seconds",
                "How long it is good in all",
                found -> seconds(found.getNotBefore().toInstant(), end(found)),
                Double.NaN);
        gauge(watched, "readable", null, "1 if there is a certificate in its file", _ -> 1, 0);
    }

    private void gauge(
            Watched watched,
            String what,
            @Nullable String unit,
            String description,
            ToDoubleFunction<X509Certificate> value,
            double unreadable) {
        Gauge.builder(
                        "tankfleet.certificate." + what,
                        watched,
                        one -> decisive(one).map(value::applyAsDouble).orElse(unreadable))
                .description(description)
                .baseUnit(unit)
                .tag("certificate", watched.name())
                .register(registry);
    }

    /** Of a chain the one that ends first; of authorities to be trusted the one that ends last. */
    private static Optional<X509Certificate> decisive(Watched watched) {
        try {
            var text = Files.readString(watched.file(), StandardCharsets.ISO_8859_1);
            var all = Pem.certificates(text);
            var byEnd = Comparator.comparing(CertificateMeters::end);
            boolean isTrust = all.getFirst().getBasicConstraints() >= 0;
            return all.stream().min(isTrust ? byEnd.reversed() : byEnd);
        } catch (IOException | CertificateException _) {
            return Optional.empty();
        }
    }

    private static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / MS_PER_S;
    }
}
