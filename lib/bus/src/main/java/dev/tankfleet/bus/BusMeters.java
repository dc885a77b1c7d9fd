package dev.tankfleet.bus;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Shows what a connection counts. Stateless; called once per connection, by whoever made it. */
public final class BusMeters {
    private BusMeters() {}

    /** Registers the meters of a connection. */
    public static void bind(Bus bus, MeterRegistry registry) {
        FunctionCounter.builder("tankfleet.bus.dropped", bus, Bus::droppedMessages)
                .description("Messages for this connection, dropped because handlers were slow")
                .register(registry);
        FunctionCounter.builder("tankfleet.bus.unsent", bus, Bus::unsentMessages)
                .description("Messages of this connection, lost because the bus was away or slow")
                .register(registry);
        FunctionCounter.builder("tankfleet.bus.handler.failures", bus, Bus::handlerFailures)
                .description("Calls of handlers that ended with an exception")
                .register(registry);
        Gauge.builder("tankfleet.bus.connected", bus, it -> it.isConnected() ? 1 : 0)
                .description("1 while the bus can be reached")
                .register(registry);
    }
}
