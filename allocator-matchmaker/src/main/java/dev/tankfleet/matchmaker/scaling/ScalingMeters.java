package dev.tankfleet.matchmaker.scaling;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Meters of scaling. Every thread may call them. */
public final class ScalingMeters {
    private final MeterRegistry registry;

    /** Registers with the first answer. */
    public ScalingMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What a FleetAutoscaler was told. */
    public void answered(ScalingAnswer answer) {
        count(
                switch (answer) {
                    case ScalingAnswer.Replicas _ -> "replicas";
                    case ScalingAnswer.UnknownRegion _ -> "unknown_region";
                    case ScalingAnswer.RegionSilent _ -> "region_silent";
                });
    }

    /** A request was refused before anybody looked at a Fleet. */
    public void refused() {
        count("refused");
    }

    private void count(String outcome) {
        Counter.builder("matchmaker.scaling.answers")
                .description("Questions of FleetAutoscalers by what they were told")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }
}
