package dev.tankfleet.auth.login;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.time.Duration;

/**
 * What a password hash costs and how many are computed at once. The lowest cost is OWASP's floor
 * for Argon2id.
 *
 * @param memoryKib memory of one hash, 19456 to 1048576
 * @param iterations passes over it, 2 to 100
 * @param threads hashes at once, 1 to 256; 0 means one for each core
 * @param queueMax hashes that wait for a thread, at least 1
 * @param waitMax longest time from asking to having a hash, more than zero
 */
public record HashingConfig(
        @Default("19456") int memoryKib,
        @Default("2") int iterations,
        @Default("0") int threads,
        @Default("64") int queueMax,
        @Default("2s") Duration waitMax) {
    /** Everything as by default. */
    public static final HashingConfig DEFAULT =
            new HashingConfig(19_456, 2, 0, 64, Duration.ofSeconds(2));

    private static final int MEMORY_KIB_MIN = 19_456;
    private static final int MEMORY_KIB_MAX = 1 << 20;
    private static final int ITERATIONS_MIN = 2;
    private static final int ITERATIONS_MAX = 100;
    private static final int THREADS_MAX = 256;

    /** Checks each rule. */
    public HashingConfig {
        Check.that(
                memoryKib >= MEMORY_KIB_MIN && memoryKib <= MEMORY_KIB_MAX,
                "memoryKib",
                memoryKib,
                "19456 to 1048576");
        Check.that(
                iterations >= ITERATIONS_MIN && iterations <= ITERATIONS_MAX,
                "iterations",
                iterations,
                "2 to 100");
        Check.that(threads >= 0 && threads <= THREADS_MAX, "threads", threads, "0 to 256");
        Check.that(queueMax >= 1, "queueMax", queueMax, ">= 1");
        Check.that(waitMax.isPositive(), "waitMax", waitMax, "> 0");
    }

    /** Hashes at once, with 0 resolved to the cores of this machine. */
    int threadsOrCores() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
