package dev.tankfleet.gameserver.result;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.function.Supplier;

/** What becomes of results. Every thread may call it. */
public final class ResultMeters {
    private final MeterRegistry registry;
    private final Counter stored;
    private final Counter superseded;
    private final Counter retries;

    public ResultMeters(MeterRegistry registry) {
        this.registry = registry;
        stored = counter("gameserver.result.stored", "results that the bus has stored");
        superseded = counter("gameserver.result.superseded", "matches that another owner ended");
        retries =
                counter("gameserver.result.retries", "tries to end a route or publish that failed");
    }

    void watchPending(Supplier<Number> pending) {
        Gauge.builder("gameserver.result.pending", pending)
                .description("results that are not stored yet")
                .register(registry);
    }

    void onStored() {
        stored.increment();
    }

    void onSuperseded() {
        superseded.increment();
    }

    void onRetry() {
        retries.increment();
    }

    private Counter counter(String name, String sentence) {
        return Counter.builder(name).description(sentence).register(registry);
    }
}
