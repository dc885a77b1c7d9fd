package dev.tankfleet.gameserver.input;

import dev.tankfleet.process.HotPath;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/** Counts inputs that were not taken. Every thread may call it; counting allocates nothing. */
@HotPath
public final class InputMeters {
    private static final ToDoubleFunction<AtomicLong> VALUE = AtomicLong::doubleValue;

    private final AtomicLong overflow = new AtomicLong();
    private final AtomicLong malformed = new AtomicLong();
    private final AtomicLong otherEpoch = new AtomicLong();
    private final AtomicLong stranger = new AtomicLong();
    private final AtomicLong notNewer = new AtomicLong();

    public InputMeters(MeterRegistry registry) {
        register(registry, "overflow", "batches that came when the inbox was full", overflow);
        register(registry, "malformed", "batches that lie about their layout", malformed);
        register(registry, "other_epoch", "batches of another owner's time", otherEpoch);
        register(registry, "stranger", "inputs of connections without a seat", stranger);
        register(registry, "not_newer", "inputs that are not newer than the last one", notNewer);
    }

    void onOverflow() {
        overflow.incrementAndGet();
    }

    void onMalformed() {
        malformed.incrementAndGet();
    }

    void onOtherEpoch() {
        otherEpoch.incrementAndGet();
    }

    void onStranger() {
        stranger.incrementAndGet();
    }

    void onNotNewer() {
        notNewer.incrementAndGet();
    }

    private static void register(
            MeterRegistry registry, String cause, String sentence, AtomicLong count) {
        FunctionCounter.builder("gameserver.input.dropped", count, VALUE)
                .description(sentence)
                .tag("cause", cause)
                .register(registry);
    }
}
