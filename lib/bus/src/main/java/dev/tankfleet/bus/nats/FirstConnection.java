package dev.tankfleet.bus.nats;

import dev.tankfleet.bus.BusUnavailable;

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

    private FirstConnection() {}

    /**
     * Connects.
     *
     * @param startMax longest time to try
     * @throws BusUnavailable if nobody lets us in
     */
    public static Connection open(Options options, Duration startMax) {
        long untilNs = System.nanoTime() + startMax.toNanos();
        while (true) {
            try {
                return Nats.connect(options);
            } catch (IOException e) {
                if (isRefused(e) || System.nanoTime() > untilNs) {
                    throw unavailable(options, e);
                }
                LockSupport.parkNanos(TRY_AGAIN_AFTER.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unavailable(options, e);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw unavailable(options, new InterruptedException());
            }
        }
    }

    private static boolean isRefused(IOException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains(REFUSED);
    }

    private static BusUnavailable unavailable(Options options, Exception cause) {
        return new BusUnavailable(
                "nats: "
                        + options.getUnprocessedServers()
                        + " as "
                        + options.getConnectionName()
                        + ": "
                        + cause.getMessage(),
                cause);
    }
}
