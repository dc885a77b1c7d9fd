package dev.tankfleet.gameserver.status;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What is said of us. Every thread may call it. */
public final class StatusMeters {
    private final Counter sent;
    private final Counter seatsEndedDropped;

    public StatusMeters(MeterRegistry registry) {
        sent =
                Counter.builder("gameserver.status.sent")
                        .description("statuses published")
                        .register(registry);
        seatsEndedDropped =
                Counter.builder("gameserver.status.seats.ended.dropped")
                        .description("ended seats that found no place in a status")
                        .register(registry);
    }

    void onSent() {
        sent.increment();
    }

    void onSeatEndedDropped() {
        seatsEndedDropped.increment();
    }
}
