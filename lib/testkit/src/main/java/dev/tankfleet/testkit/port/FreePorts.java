package dev.tankfleet.testkit.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports on which nobody listens. Any thread may ask; none gets one twice.
 *
 * <p>They lie below those that the system gives to clients: a server that starts a moment later
 * would find its port taken by somebody's outgoing connection.
 */
public final class FreePorts {
    private static final int MIN = 20_000;
    private static final int END = 32_000;
    private static final int TRIES_MAX = 1_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(END - MIN));

    private FreePorts() {}

    /** One that was free a moment ago. */
    public static int next() {
        for (int i = 0; i < TRIES_MAX; i++) {
            int port = MIN + Math.floorMod(NEXT.getAndIncrement(), END - MIN);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("none of " + TRIES_MAX + " ports is free");
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port)) {
            return true;
        } catch (BindException e) { // somebody has it
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
