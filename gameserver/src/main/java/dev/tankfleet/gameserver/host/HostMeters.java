package dev.tankfleet.gameserver.host;

import dev.tankfleet.gameserver.tick.TickTimes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.function.Supplier;

/** How busy this process is. Every thread may call it. */
public final class HostMeters {
    private static final double MS_PER_SECOND = 1_000;

    private final MeterRegistry registry;
    private final Counter tasksRefused;
    private final Counter broken;
    private final Counter superseded;

    public HostMeters(MeterRegistry registry, TickTimes tickTimes) {
        this.registry = registry;
        tasksRefused =
                counter("gameserver.host.tasks.refused", "tasks that found a worker's queue full");
        broken =
                counter(
                        "gameserver.host.matches.broken",
                        "matches that ended by a mistake of ours");
        superseded =
                counter("gameserver.host.matches.superseded", "matches that another owner took");
        FunctionCounter.builder("gameserver.tick.ticks", tickTimes, TickTimes::ticks)
                .description("ticks stepped")
                .register(registry);
        FunctionCounter.builder("gameserver.tick.overruns", tickTimes, TickTimes::overrunTicks)
                .description("ticks that took longer than there is time for one")
                .register(registry);
        Gauge.builder("gameserver.tick.p99", tickTimes, times -> times.lastP99Ms() / MS_PER_SECOND)
                .description("99th percentile of how long ticks took before the last status")
                .baseUnit("seconds")
                .register(registry);
        FunctionCounter.builder("gameserver.tick.dropped", tickTimes, TickTimes::droppedTicks)
                .description("ticks that stalls have cost")
                .register(registry);
    }

    void watch(Supplier<Number> matches, int matchesMax, Supplier<Number> players) {
        Gauge.builder("gameserver.host.matches.max", () -> matchesMax)
                .description("matches that there is room for")
                .register(registry);
        Gauge.builder("gameserver.host.matches", matches)
                .description("matches that are prepared or run")
                .register(registry);
        Gauge.builder("gameserver.host.players", players)
                .description("joined and held seats")
                .register(registry);
    }

    void onTaskRefused() {
        tasksRefused.increment();
    }

    void onBroken() {
        broken.increment();
    }

    void onSuperseded() {
        superseded.increment();
    }

    private Counter counter(String name, String sentence) {
        return Counter.builder(name).description(sentence).register(registry);
    }
}
