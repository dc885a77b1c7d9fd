package dev.tankfleet.matchmaker.allocation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Meters of allocation. Every thread may call them. */
public final class AllocationMeters {
    private final MeterRegistry registry;
    private final Counter released;
    private final Counter found;

    /** Registers the meters. */
    public AllocationMeters(MeterRegistry registry) {
        this.registry = registry;
        this.released =
                Counter.builder("matchmaker.allocation.released")
                        .description("Servers that were told that they are not needed any more")
                        .register(registry);
        this.found =
                Counter.builder("matchmaker.allocation.found")
                        .description("Allocations without an answer whose server was found")
                        .register(registry);
    }

    void answered(Allocator.Answer answer) {
        var word =
                switch (answer) {
                    case Allocator.Answer.Allocated _ -> "allocated";
                    case Allocator.Answer.NoneReady _ -> "none_ready";
                    case Allocator.Answer.NotDone _ -> "not_done";
                    case Allocator.Answer.Unknown _ -> "unknown";
                };
        Counter.builder("matchmaker.allocation.calls")
                .description("Calls to the allocation API by what became of them")
                .tag("outcome", word)
                .register(registry)
                .increment();
    }

    void released() {
        released.increment();
    }

    void found() {
        found.increment();
    }
}
