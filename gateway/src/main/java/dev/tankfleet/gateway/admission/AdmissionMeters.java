package dev.tankfleet.gateway.admission;

import dev.tankfleet.gateway.admission.AdmissionOutcome.Admitted;
import dev.tankfleet.gateway.admission.AdmissionOutcome.TurnedAway;
import dev.tankfleet.proto.session.CloseCode;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Meters of admission; every thread may call them. All outcomes show from the start. */
final class AdmissionMeters {
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500)
    };

    private final Timer admitted;
    private final Map<CloseCode, Timer> turnedAway = new EnumMap<>(CloseCode.class);

    AdmissionMeters(MeterRegistry registry) {
        admitted = timer(registry, "admitted");
        for (var code : CloseCode.values()) {
            turnedAway.put(code, timer(registry, code.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Time from AUTH to its outcome. */
    void onOutcome(AdmissionOutcome outcome, long tookNs) {
        var timer =
                switch (outcome) {
                    case Admitted _ -> admitted;
                    case TurnedAway(var code, _) -> turnedAway.get(code);
                };
        if (timer != null) {
            timer.record(Duration.ofNanos(tookNs));
        }
    }

    private static Timer timer(MeterRegistry registry, String outcome) {
        return Timer.builder("gateway.admission.duration")
                .tag("outcome", outcome)
                .description("Time from AUTH to its outcome")
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }
}
