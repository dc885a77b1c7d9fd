package dev.tankfleet.matchmaker.find;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.Locale;

/** Meters of find. Every thread may call them. */
final class FindMeters {
    private final MeterRegistry registry;

    FindMeters(MeterRegistry registry, Tickets tickets) {
        this.registry = registry;
        Gauge.builder("matchmaker.find.tickets", tickets, Tickets::size)
                .description("Players who wait for room")
                .register(registry);
    }

    void answered(FindOutcome outcome, long tookNs) {
        Timer.builder("matchmaker.find.duration")
                .description("Time from a checked request to its answer")
                .tag("outcome", word(outcome))
                .publishPercentileHistogram()
                .register(registry)
                .record(Duration.ofNanos(tookNs));
    }

    private static String word(FindOutcome outcome) {
        return switch (outcome) {
            case FindOutcome.Found _ -> "found";
            case FindOutcome.Queued _ -> "queued";
            case FindOutcome.Refused refused -> refused.refusal().name().toLowerCase(Locale.ROOT);
        };
    }
}
