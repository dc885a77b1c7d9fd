package dev.tankfleet.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One child of this process. Started by one thread; every thread may ask and stop it.
 *
 * <p>It gets a session of its own where the machine can do that, so that Ctrl-C in a terminal
 * reaches this process alone, which then stops its children in order.
 */
final class ChildProcess {
    /** Longest start of any child. */
    static final Duration START_MAX = Duration.ofSeconds(60);

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final long LOOK_AGAIN_NS = 20_000_000;
    private static final Duration PROBE_MAX = Duration.ofSeconds(1);
    private static final int CONNECT_MAX_MS = 200;
    private static final int HTTP_OK = 200;
    private static final int LOG_END_LENGTH = 2_000;

    private final String name;
    private final Path log;
    private final Process process;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts a child; it may take a while until it is of use.
     *
     * @param folder where its output goes, as {@code {name}.log}
     * @param environment on top of our own
     * @throws UncheckedIOException if there is no such program
     */
    static ChildProcess start(
            Path folder, String name, List<String> command, Map<String, String> environment) {
        var log = folder.resolve(name + ".log");
        var words = new ArrayList<String>();
        if (Files.isExecutable(SETSID)) {
            words.add(SETSID.toString());
        }
        words.addAll(command);
        var builder =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(folder);
            return new ChildProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not start", e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits until a port of the child takes connections. */
    void awaitPort(int port) {
        await(
                () -> {
                    try (var socket = new Socket()) {
                        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
                        socket.connect(address, CONNECT_MAX_MS);
                        return true;
                    } catch (IOException e) {
                        return false;
                    }
                });
    }

    /** Waits until the child says that it is ready. */
    void awaitReady(HttpClient http, int opsPort) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + opsPort + "/ready"))
                        .timeout(PROBE_MAX)
                        .build();
        await(
                () -> {
                    try {
                        return http.send(request, BodyHandlers.discarding()).statusCode()
                                == HTTP_OK;
                    } catch (IOException e) {
                        return false;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                });
    }

    /**
     * Asks it to end, as a pod is asked, and makes it end if it takes too long; returns when it is
     * gone.
     */
    void stop(Duration max) {
        process.destroy();
        try {
            if (!process.waitFor(max.toNanos(), TimeUnit.NANOSECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it as a crash does. */
    void kill() {
        process.destroyForcibly();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private void await(BooleanSupplier condition) {
        long untilNs = System.nanoTime() + START_MAX.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(name + " has ended: " + endOfLog());
            }
            if (System.nanoTime() > untilNs || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException(
                        name + " is not there after " + START_MAX.toSeconds() + " s; see " + log);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
    }

    private String endOfLog() {
        try {
            var text = Files.readString(log);
            return text.substring(Math.max(0, text.length() - LOG_END_LENGTH)).strip();
        } catch (IOException e) {
            return "see " + log;
        }
    }
}
