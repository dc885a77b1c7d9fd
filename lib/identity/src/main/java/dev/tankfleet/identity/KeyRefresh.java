package dev.tankfleet.identity;

import java.time.Duration;

/**
 * How often the public keys are read again.
 *
 * @param keysAgeMax age at which known keys are read again in the background, so that a retired key
 *     is refused soon; more than zero
 * @param refreshMinInterval shortest time between two reads, whatever tokens arrive; more than zero
 * @param failureMinInterval shortest time between a failed read and the next try; more than zero
 * @param waitMax longest time a request waits for a read that another request has begun; more than
 *     zero
 */
public record KeyRefresh(
        Duration keysAgeMax,
        Duration refreshMinInterval,
        Duration failureMinInterval,
        Duration waitMax) {
    /**
     * Keys are at most a minute old, strangers cause at most one read in 10 s, a failed read is
     * repeated after 1 s.
     */
    public static final KeyRefresh DEFAULT =
            new KeyRefresh(
                    Duration.ofSeconds(50),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3));

    /** Checks that every time is more than zero. */
    public KeyRefresh {
        requirePositive("keysAgeMax", keysAgeMax);
        requirePositive("refreshMinInterval", refreshMinInterval);
        requirePositive("failureMinInterval", failureMinInterval);
        requirePositive("waitMax", waitMax);
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }
}
