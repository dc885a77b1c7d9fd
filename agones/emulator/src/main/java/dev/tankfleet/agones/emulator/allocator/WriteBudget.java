package dev.tankfleet.agones.emulator.allocator;

import java.time.Duration;
import java.time.Instant;

/**
 * How many writes one allocator may send to the API server: so many a second, and so many at once
 * after a pause. Owned by the loop. Agones' own are 400 and 500.
 */
final class WriteBudget {
    private final Duration interval;
    private final Duration saved;

    // When all that was saved up would have been earned; it never lies further back than that.
    private Instant earliest;

    WriteBudget(int writesPerSecond, int writesAtOnce, Instant now) {
        this.interval = Duration.ofSeconds(1).dividedBy(writesPerSecond);
        this.saved = interval.multipliedBy(writesAtOnce - 1L);
        this.earliest = now.minus(saved);
    }

    /** Takes one write and returns how long it has to wait; zero if it may go now. */
    Duration take(Instant now) {
        Instant full = now.minus(saved);
        if (earliest.isBefore(full)) {
            earliest = full;
        }
        Duration wait = Duration.between(now, earliest);
        earliest = earliest.plus(interval);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
