package dev.tankfleet.auth.login;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many attempts each key has left; shared by request threads under its own lock. An allowance
 * is spent at once or slowly and grows back evenly. Keeps one instant per key, and forgets the key
 * unused for longest when there are too many.
 */
final class Allowance {
    static final int KEYS_MAX = 65_536;

    private final Duration window;
    private final Duration interval;
    private final InstantSource clock;

    /** When each key will have its whole allowance again, least recently used first. */
    @GuardedBy("this")
    private final Map<String, Instant> fullAt = new LinkedHashMap<>(16, 0.75f, true);

    Allowance(int attempts, Duration window, InstantSource clock) {
        this.window = window;
        this.interval = window.dividedBy(attempts);
        this.clock = clock;
    }

    /**
     * Takes one attempt. Returns nothing if there was one, else how long one takes to grow back.
     */
    synchronized Optional<Duration> take(String key) {
        var now = clock.instant();
        var fullAgainAt = laterOf(key, now).plus(interval);
        var wait = Duration.between(now.plus(window), fullAgainAt);
        if (wait.isPositive()) {
            return Optional.of(wait);
        }
        fullAt.put(key, fullAgainAt);
        forgetOldest();
        return Optional.empty();
    }

    /** Gives one attempt back, for an attempt that turned out to be welcome. */
    synchronized void giveBack(String key) {
        fullAt.computeIfPresent(key, (_, until) -> until.minus(interval));
    }

    @GuardedBy("this")
    private Instant laterOf(String key, Instant now) {
        var until = fullAt.get(key);
        if (until == null || until.isBefore(now)) {
            return now;
        }
        // Written before the clock was set back: nobody waits longer than a window.
        var latest = now.plus(window);
        return until.isAfter(latest) ? latest : until;
    }

    @GuardedBy("this")
    private void forgetOldest() {
        if (fullAt.size() > KEYS_MAX) {
            var oldest = fullAt.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
