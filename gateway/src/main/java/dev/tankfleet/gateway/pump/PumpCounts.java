package dev.tankfleet.gateway.pump;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/** What went through the pump. Adders that every thread may raise; the registry reads them. */
public final class PumpCounts {
    private static final ToDoubleFunction<LongAdder> VALUE = LongAdder::doubleValue;

    final LongAdder batches = new LongAdder();
    final LongAdder inputs = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder oldEpoch = new LongAdder();
    final LongAdder unknownMatches = new LongAdder();
    final LongAdder unknownSlots = new LongAdder();

    private final LongAdder left = new LongAdder();
    private final LongAdder replaced = new LongAdder();
    private final LongAdder early = new LongAdder();

    /** Adders that a registry shows under {@code gateway.pump}. */
    public PumpCounts(MeterRegistry meters) {
        show(meters, "batches", "none", batches, "Batches of inputs sent");
        show(meters, "inputs", "none", inputs, "Inputs sent in batches");
        var states = "States from game servers, by what became of them";
        show(meters, "states", "left", left, states);
        show(meters, "states", "replaced", replaced, states);
        show(meters, "states", "early", early, states);
        show(meters, "states", "unknown_slot", unknownSlots, states);
        var bodies = "Bodies from game servers that were dropped, by cause";
        show(meters, "dropped", "malformed", malformed, bodies);
        show(meters, "dropped", "old_epoch", oldEpoch, bodies);
        show(meters, "dropped", "unknown_match", unknownMatches, bodies);
    }

    void onState(int outcome) {
        switch (outcome) {
            case StatePump.LEFT -> left.increment();
            case StatePump.REPLACED -> {
                left.increment();
                replaced.increment();
            }
            default -> early.increment();
        }
    }

    private static void show(
            MeterRegistry meters, String name, String outcome, LongAdder adder, String sentence) {
        FunctionCounter.builder("gateway.pump." + name, adder, VALUE)
                .tag("outcome", outcome)
                .description(sentence)
                .register(meters);
    }
}
