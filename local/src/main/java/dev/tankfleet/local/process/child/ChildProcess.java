package dev.tankfleet.local.process.child;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
import java.util.function.Consumer;

/**
 * One child of this process. Every thread may ask and stop it; what runs now is guarded by the
 * object.
 *
 * <p>It gets a session of its own where the machine can do that, so that Ctrl-C in a terminal
 * reaches this process alone, which then stops its children in order.
 */
public final class ChildProcess {
    /** Longest start of any child: a dozen JVMs may start at once, on two busy cores. */
    public static final Duration START_MAX = Duration.ofMinutes(2);

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final long LOOK_AGAIN_NS = 20_000_000;
    private static final Duration PROBE_MAX = Duration.ofSeconds(1);
    private static final int CONNECT_MAX_MS = 200;
    private static final int HTTP_OK = 200;
    private static final int LOG_END_LENGTH = 2_000;

    /** As often as a kubelet would in a quarter of an hour. */
    private static final int RESTARTS_MAX = 20;

    private static final long RESTART_AFTER_NS = 500_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

    private final String name;
    private final Path log;
    private final ProcessBuilder builder;
    private final Consumer<ProcessHandle> onStarted;

    // Guarded by this.
    private Process process;
    private boolean isStopping;
    private int restarts;

    private ChildProcess(
            String name,
            Path log,
            ProcessBuilder builder,
            Consumer<ProcessHandle> onStarted,
            Process process) {
        this.name = name;
        this.log = log;
        this.builder = builder;
        this.onStarted = onStarted;
        this.process = process;
    }

    /**
     * Starts a program.
     *
     * @param folder where its output goes, as {@code {name}.log}
     * @param environment on top of our own
     * @param onStarted told of each process that runs it
     * @throws UncheckedIOException if there is no such program
     */
    static ChildProcess start(
            Path folder,
            String name,
            List<String> command,
            Map<String, String> environment,
            Consumer<ProcessHandle> onStarted) {
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
            var process = builder.start();
            onStarted.accept(process.toHandle());
            return new ChildProcess(name, log, builder, onStarted, process);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not start", e);
        }
    }

    /**
     * Has it started again whenever it ends by itself, as a kubelet does, at most {@value
     * #RESTARTS_MAX} times.
     */
    synchronized void keepAlive() {
        var watched = process;
        Thread.ofVirtual().name("watch-" + name).start(() -> startAgainAfter(watched));
    }

    /** What runs now, or ran last. */
    synchronized ProcessHandle handle() {
        return process.toHandle();
    }

    String name() {
        return name;
    }

    /** Waits until a port of the child takes connections. */
    public void awaitPort(int port) {
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
    public void stop(Duration max) {
        var ending = toStopping();
        ending.destroy();
        try {
            if (!ending.waitFor(max.toNanos(), TimeUnit.NANOSECONDS)) {
                ending.destroyForcibly();
            }
        } catch (InterruptedException e) {
            ending.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it for good, as a crash does. */
    void kill() {
        toStopping().destroyForcibly();
    }

    synchronized boolean isAlive() {
        return process.isAlive();
    }

    private synchronized Process toStopping() {
        isStopping = true;
        return process;
    }

    private void startAgainAfter(Process ended) {
        ended.onExit().join();
        LockSupport.parkNanos(RESTART_AFTER_NS);
        startAgain();
    }

    private synchronized void startAgain() {
        if (isStopping) {
            return;
        }
        var told = LOG.atWarn().addKeyValue("process", name);
        if (restarts == RESTARTS_MAX) {
            told.log("Process ended once more; it is not started again");
            return;
        }
        restarts++;
        told.addKeyValue("status", process.exitValue()).log("Process ended; it is started again");
        try {
            process = builder.start();
            onStarted.accept(process.toHandle());
            keepAlive();
        } catch (IOException e) {
            LOG.atError().setCause(e).addKeyValue("process", name).log("Process does not start");
        }
    }

    private void await(BooleanSupplier condition) {
        long untilNs = System.nanoTime() + START_MAX.toNanos();
        while (!condition.getAsBoolean()) {
            if (!isAlive()) {
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
