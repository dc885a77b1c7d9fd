package dev.tankfleet.matchmaker.allocation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Meters of allocation. Every thread may call them. All outcomes show from the start. */
public final class AllocationMeters {
    private final Counter allocated;
    private final Counter noneReady;
    private final Counter notDone;
    private final Counter unknown;
    private final Counter released;
    private final Counter found;

    /** Registers the meters. */
    public AllocationMeters(MeterRegistry registry) {
        this.allocated = calls(registry, "allocated");
        this.noneReady = calls(registry, "none_ready");
        this.notDone = calls(registry, "not_done");
        this.unknown = calls(registry, "unknown");
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
        var counter =
                switch (answer) {
                    case Allocator.Answer.Allocated _ -> allocated;
                    case Allocator.Answer.NoneReady _ -> noneReady;
                    case Allocator.Answer.NotDone _ -> notDone;
                    case Allocator.Answer.Unknown _ -> unknown;
                };
        counter.increment();
    }

    void released() {
        released.increment();
    }

    void found() {
        found.increment();
    }

    private static Counter calls(MeterRegistry registry, String outcome) {
        return Counter.builder("matchmaker.allocation.calls")
                .description("Calls to the allocation API by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
