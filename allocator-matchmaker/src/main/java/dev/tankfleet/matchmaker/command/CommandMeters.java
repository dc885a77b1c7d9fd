package dev.tankfleet.matchmaker.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.Locale;

/** Meters of commands. Every thread may call them. */
public final class CommandMeters {
    private final MeterRegistry registry;
    private final Counter lateAcknowledged;

    /** Registers the meters. */
    public CommandMeters(MeterRegistry registry) {
        this.registry = registry;
        this.lateAcknowledged =
                Counter.builder("matchmaker.command.late")
                        .description("Matches that were acknowledged too late and cancelled")
                        .register(registry);
    }

    void answered(CommandOutcome outcome, long tookNs) {
        Timer.builder("matchmaker.command.duration")
                .description("Time from a command to its answer, or to the end of the wait")
                .tag("outcome", word(outcome))
                .register(registry)
                .record(Duration.ofNanos(tookNs));
    }

    void late() {
        lateAcknowledged.increment();
    }

    private static String word(CommandOutcome outcome) {
        return switch (outcome) {
            case CommandOutcome.Done _ -> "done";
            case CommandOutcome.Refused(var code) -> code.name().toLowerCase(Locale.ROOT);
            case CommandOutcome.NoAnswer _ -> "no_answer";
            case CommandOutcome.NobodyThere _ -> "nobody_there";
            case CommandOutcome.NotSent _ -> "not_sent";
        };
    }
}
