package dev.tankfleet.gameserver.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.Locale;

/** What was asked of us. Every thread may call it. */
public final class CommandMeters {
    private final MeterRegistry registry;

    public CommandMeters(MeterRegistry registry) {
        this.registry = registry;
        for (var outcome : Outcome.values()) {
            counter(outcome);
        }
    }

    enum Outcome {
        ACCEPTED,
        REFUSED,
        /** It could not be read. */
        MALFORMED,
        /** Too many were at work. */
        OVERLOADED
    }

    void on(Outcome outcome) {
        counter(outcome).increment();
    }

    private Counter counter(Outcome outcome) {
        return Counter.builder("gameserver.command.answered")
                .description("commands by what became of them")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
