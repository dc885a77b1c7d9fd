package dev.tankfleet.gateway.wire;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Meters of the edge, and the number of sockets that it bounds. Every thread may call them. */
final class WireMeters {
    private final AtomicInteger sockets = new AtomicInteger();
    private final Map<Answer, Counter> answers = new EnumMap<>(Answer.class);

    /** What an HTTP request was answered with. */
    enum Answer {
        UPGRADED,
        PONG,
        MALFORMED,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        UPGRADE_REQUIRED,
        ORIGIN_NOT_ALLOWED,
        BINARY_NOT_BUILT,
        TOO_MANY_HANDSHAKES,
        TOO_MANY_SOCKETS
    }

    /**
     * Registers the meters.
     *
     * @param socketsMax sockets that may be open at once
     */
    WireMeters(MeterRegistry registry, int socketsMax) {
        Gauge.builder("gateway.wire.sockets", sockets, AtomicInteger::get)
                .description("Sockets that are open, upgraded or not")
                .register(registry);
        Gauge.builder("gateway.wire.sockets.max", () -> socketsMax)
                .description("Sockets that may be open at once")
                .register(registry);
        for (var answer : Answer.values()) {
            answers.put(
                    answer,
                    Counter.builder("gateway.wire.requests")
                            .tag("answer", answer.name().toLowerCase(Locale.ROOT))
                            .description("HTTP requests, by answer")
                            .register(registry));
        }
    }

    /** Counts a socket that opened; how many there are now. */
    int onSocketOpened() {
        return sockets.incrementAndGet();
    }

    void onSocketClosed() {
        sockets.decrementAndGet();
    }

    void onAnswer(Answer answer) {
        var counter = answers.get(answer);
        if (counter != null) {
            counter.increment();
        }
    }
}
