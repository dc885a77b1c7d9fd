package dev.tankfleet.matchmaker.find;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.Locale;

/** Meters of find. Every thread may call them. All outcomes show from the start. */
final class FindMeters {
    private static final String FOUND = "found";
    private static final String QUEUED = "queued";

    private final MeterRegistry registry;

    FindMeters(MeterRegistry registry, Tickets tickets) {
        this.registry = registry;
        Gauge.builder("matchmaker.find.tickets", tickets, Tickets::size)
                .description("Players who wait for room")
                .register(registry);
        timer(FOUND);
        timer(QUEUED);
        for (var refusal : FindOutcome.Refusal.values()) {
            timer(word(refusal));
        }
    }

    void answered(FindOutcome outcome, long tookNs) {
        timer(word(outcome)).record(Duration.ofNanos(tookNs));
    }

    private Timer timer(String outcome) {
        return Timer.builder("matchmaker.find.duration")
                .description("Time from a checked request to its answer")
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(registry);
    }

    private static String word(FindOutcome outcome) {
        return switch (outcome) {
            case FindOutcome.Found _ -> FOUND;
            case FindOutcome.Queued _ -> QUEUED;
            case FindOutcome.Refused refused -> word(refused.refusal());
        };
    }

    private static String word(FindOutcome.Refusal refusal) {
        return refusal.name().toLowerCase(Locale.ROOT);
    }
}
