package dev.tankfleet.gateway.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.EnumMap;
import java.util.Map;

/** Meters of all connections; every thread may call them. */
public final class ConnectionMeters {
    private final Map<EndCause, Counter> ended = new EnumMap<>(EndCause.class);
    private final Counter earlyInputs;
    private final Counter staleInputs;
    private final Counter framesSent;
    private final Counter bytesSent;

    /** Meters in a registry, under {@code gateway.connection}. */
    public ConnectionMeters(MeterRegistry registry, LiveConnections live) {
        Gauge.builder("gateway.connection.open", live, LiveConnections::count)
                .description("WebSockets that are open")
                .register(registry);
        for (var cause : EndCause.values()) {
            ended.put(
                    cause,
                    Counter.builder("gateway.connection.ended")
                            .tag("cause", cause.word())
                            .description("Connections ended, by cause")
                            .register(registry));
        }
        earlyInputs = dropped(registry, "early");
        staleInputs = dropped(registry, "stale");
        framesSent =
                Counter.builder("gateway.connection.frames.sent")
                        .description("Frames of game servers sent to clients")
                        .register(registry);
        bytesSent =
                Counter.builder("gateway.connection.sent")
                        .baseUnit("bytes")
                        .description(
                                "Bytes in the frames sent to clients, without what carries them")
                        .register(registry);
    }

    void onEnded(EndCause cause) {
        var counter = ended.get(cause);
        if (counter != null) {
            counter.increment();
        }
    }

    void onEarlyInput() {
        earlyInputs.increment();
    }

    void onStaleInput() {
        staleInputs.increment();
    }

    void onFrameSent(int bytes) {
        framesSent.increment();
        bytesSent.increment(bytes);
    }

    private static Counter dropped(MeterRegistry registry, String cause) {
        return Counter.builder("gateway.connection.inputs.dropped")
                .tag("cause", cause)
                .description("Inputs dropped: before AUTH_OK, or with a seq that does not rise")
                .register(registry);
    }
}
