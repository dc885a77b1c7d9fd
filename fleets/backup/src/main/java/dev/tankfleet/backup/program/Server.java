package dev.tankfleet.backup.program;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A server that is thrown away: it listens on loopback, for the command that started it. Owned by
 * the thread of that command.
 */
public final class Server implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int PORT_MIN = 20_000;
    private static final int PORT_END = 32_000;
    private static final int PORT_TRIES_MAX = 1_000;

    private final String name;
    private final Process process;
    private final Path said;

    Server(String name, Process process, Path said) {
        this.name = name;
        this.process = process;
        this.said = said;
    }

    /** Whether a server takes work. */
    @FunctionalInterface
    public interface Readiness {
        /** False, or a failure to connect, for not yet. */
        boolean isReady() throws IOException;
    }

    /**
     * A port on loopback that was free a moment ago, below those that the system gives to clients:
     * we are one ourselves until the server has started.
     *
     * @throws IOException when there is none
     */
    public static int freePort() throws IOException {
        for (int i = 0; i < PORT_TRIES_MAX; i++) {
            int port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("none of " + PORT_TRIES_MAX + " ports is free");
    }

    private static boolean isFree(int port) throws IOException {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (BindException e) { // somebody has it
            return false;
        }
    }

    /**
     * Waits until it is ready, and again for something else.
     *
     * @throws IOException when it ends, or is not ready in time
     */
    public void await(Duration max, Readiness readiness) throws IOException {
        long untilNs = System.nanoTime() + max.toNanos();
        while (!readiness.isReady()) {
            if (!process.isAlive()) {
                throw new IOException(name + " ended: " + Program.end(said));
            }
            if (System.nanoTime() > untilNs) {
                throw new IOException(
                        name + " is not ready after " + max + ": " + Program.end(said));
            }
            try {
                // Also wakes when it ends.
                process.waitFor(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Program.interrupted(e);
            }
        }
    }

    @Override
    public void close() {
        Program.stop(process);
    }
}
