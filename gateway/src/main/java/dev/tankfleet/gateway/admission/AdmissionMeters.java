package dev.tankfleet.gateway.admission;

import dev.tankfleet.gateway.admission.AdmissionOutcome.Admitted;
import dev.tankfleet.gateway.admission.AdmissionOutcome.TurnedAway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.Locale;

/** Meters of admission; every thread may call them. */
final class AdmissionMeters {
    private final MeterRegistry registry;

    AdmissionMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Time from AUTH to its outcome. */
    void onOutcome(AdmissionOutcome outcome, long tookNs) {
        var name =
                switch (outcome) {
                    case Admitted _ -> "admitted";
                    case TurnedAway(var code, _) -> code.name().toLowerCase(Locale.ROOT);
                };
        Timer.builder("gateway.admission.duration")
                .tag("outcome", name)
                .description("Time from AUTH to its outcome")
                .register(registry)
                .record(Duration.ofNanos(tookNs));
    }
}
