package dev.tankfleet.matchmaker.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/** Meters of the live table. Every thread may call them. */
public final class ServerMeters {
    private final MeterRegistry registry;
    private final Map<Drop, Counter> dropped = new EnumMap<>(Drop.class);

    /** Registers the meters. */
    public ServerMeters(MeterRegistry registry) {
        this.registry = registry;
        for (var drop : Drop.values()) {
            dropped.put(
                    drop,
                    Counter.builder("matchmaker.server.status.dropped")
                            .description("Statuses that were not believed")
                            .tag("cause", drop.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    /**
     * Shows what the table has.
     *
     * @param regions names of the regions that are shown one by one, with servers or without
     */
    public void watch(ServerTable table, List<String> regions, LongSupplier nanoClock) {
        Gauge.builder("matchmaker.server.live", table, ServerTable::size)
                .description("Servers that spoke within the last 12 s")
                .register(registry);
        for (var region : regions) {
            Gauge.builder("matchmaker.server.speaking", table, it -> it.size(region))
                    .description("Servers of each described region that spoke within the last 12 s")
                    .tag("region", region)
                    .register(registry);
            ToDoubleFunction<ServerTable> free =
                    it -> it.slots(region, null, nanoClock.getAsLong()).freeSlots();
            Gauge.builder("matchmaker.server.slots.free", table, free)
                    .description("Matches that there is room for on allocated servers")
                    .tag("region", region)
                    .register(registry);
        }
    }

    void dropped(Drop cause) {
        var counter = dropped.get(cause);
        if (counter == null) {
            throw new IllegalStateException("no meter for " + cause);
        }
        counter.increment();
    }

    /** Why a status was not believed. */
    enum Drop {
        /** No JSON, a field is missing or out of range. */
        MALFORMED,
        /** It speaks for another region than it came from. */
        WRONG_REGION,
        /** Sent more than 30 s from now. */
        FROM_THE_FUTURE,
        /** Older than what is known, or one server too many. */
        OLD
    }
}
