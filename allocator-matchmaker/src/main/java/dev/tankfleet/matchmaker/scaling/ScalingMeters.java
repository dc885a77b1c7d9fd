package dev.tankfleet.matchmaker.scaling;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Meters of scaling. Every thread may call them. */
public final class ScalingMeters {
    private final Counter replicas;
    private final Counter unknownRegion;
    private final Counter regionSilent;
    private final Counter refused;

    /** Registers the meters; all outcomes show from the start. */
    public ScalingMeters(MeterRegistry registry) {
        replicas = answers(registry, "replicas");
        unknownRegion = answers(registry, "unknown_region");
        regionSilent = answers(registry, "region_silent");
        refused = answers(registry, "refused");
    }

    /** What a FleetAutoscaler was told. */
    public void answered(ScalingAnswer answer) {
        var counter =
                switch (answer) {
                    case ScalingAnswer.Replicas _ -> replicas;
                    case ScalingAnswer.UnknownRegion _ -> unknownRegion;
                    case ScalingAnswer.RegionSilent _ -> regionSilent;
                };
        counter.increment();
    }

    /** A request was refused before anybody looked at a Fleet. */
    public void refused() {
        refused.increment();
    }

    private static Counter answers(MeterRegistry registry, String outcome) {
        return Counter.builder("matchmaker.scaling.answers")
                .description("Questions of FleetAutoscalers by what they were told")
                .tag("outcome", outcome)
                .register(registry);
    }
}
