package dev.tankfleet.bus.nats;

import dev.tankfleet.bus.BusUnavailable;
import dev.tankfleet.process.config.RotatingSecret;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * The connection with which a process starts. Runs on the caller's thread.
 *
 * <p>All parts of a region start at once, so that a server which is not there yet is no failure;
 * one that refuses the password is.
 */
public final class FirstConnection {
    private static final Duration TRY_AGAIN_AFTER = Duration.ofMillis(200);
    private static final String REFUSED = "authorization violation";
    private static final String INTERRUPTED = "interrupted";

    /** Each value of a password that is being rotated has its turn. */
    private static final int REFUSALS_MAX = RotatingSecret.VALUES_MAX;

    private FirstConnection() {}

    /**
     * Connects.
     *
     * @param startMax longest time to try
     * @throws BusUnavailable if nobody lets us in
     */
    public static Connection open(Options options, Duration startMax) {
        long untilNs = System.nanoTime() + startMax.toNanos();
        int refused = 0;
        while (true) {
            try {
                return Nats.connect(options);
            } catch (IOException e) {
                refused += isRefused(e) ? 1 : 0;
                if (refused == REFUSALS_MAX || System.nanoTime() > untilNs) {
                    throw unavailable(options, isRefused(e) ? REFUSED : "nobody answers");
                }
                LockSupport.parkNanos(TRY_AGAIN_AFTER.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unavailable(options, INTERRUPTED);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw unavailable(options, INTERRUPTED);
            }
        }
    }

    private static boolean isRefused(IOException e) {
        return isRefused(String.valueOf(e.getMessage()));
    }

    /** Whether a server says with this that it does not let us in. */
    static boolean isRefused(String message) {
        return message.toLowerCase(Locale.ROOT).contains(REFUSED);
    }

    /** Without what the library said: it shows passwords. */
    private static BusUnavailable unavailable(Options options, String why) {
        return new BusUnavailable(
                "nats: "
                        + options.getUnprocessedServers()
                        + " as "
                        + options.getConnectionName()
                        + ": "
                        + why);
    }
}
