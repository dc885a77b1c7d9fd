package dev.tankfleet.testkit.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands still until the test moves it. One atomic number: the test moves it, any
 * thread reads it. Wall time and {@link #nanoTime} move together.
 */
public final class VirtualClock extends Clock {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicLong elapsedNs;
    private final ZoneId zone;

    /** A clock at 2026-01-01T00:00:00Z and 0 ns. */
    public VirtualClock() {
        this(new AtomicLong(), ZoneOffset.UTC);
    }

    private VirtualClock(AtomicLong elapsedNs, ZoneId zone) {
        this.elapsedNs = elapsedNs;
        this.zone = zone;
    }

    /**
     * Moves the clock forward.
     *
     * @param step how far, not negative
     * @return this clock
     */
    public VirtualClock advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("step: " + step + " (expected: >= 0)");
        }
        elapsedNs.addAndGet(step.toNanos());
        return this;
    }

    /** Nanoseconds since the clock was made, in place of {@link System#nanoTime}. */
    public long nanoTime() {
        return elapsedNs.get();
    }

    @Override
    public Instant instant() {
        return START.plusNanos(elapsedNs.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same time in another zone; it moves with this clock. */
    @Override
    public VirtualClock withZone(ZoneId other) {
        return new VirtualClock(elapsedNs, other);
    }
}
