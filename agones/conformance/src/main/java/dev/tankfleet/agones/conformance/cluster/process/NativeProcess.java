package dev.tankfleet.agones.conformance.cluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
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
 * One running program and its log. Any thread may call it; the operating system has the state.
 *
 * <p>A shell stands between it and this JVM and kills it when the pipe to the JVM breaks, so that
 * no program outlives a JVM that was killed itself and could not clean up.
 */
public final class NativeProcess implements AutoCloseable {
    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int LOG_LINES_SHOWN_MAX = 20;
    private static final String SEARCHED = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
    private static final String GUARD =
            """
            exec 3<&0
            "$@" </dev/null 3<&- &
            program=$!
            (read -r _ <&3; kill -9 "$program") 2>/dev/null &
            watcher=$!
            wait "$program"
            code=$?
            kill -9 "$watcher" 2>/dev/null
            exit "$code"
            """;

    private final String name;
    private final Path log;
    private final Process guard;

    private NativeProcess(String name, Path log, Process guard) {
        this.name = name;
        this.log = log;
        this.guard = guard;
    }

    /**
     * Starts a program.
     *
     * @param name what messages call it
     * @param command the program and its arguments
     * @param environment all that its environment holds, besides a usual path
     * @param log takes what it prints, after what is there
     */
    public static NativeProcess start(
            String name, List<String> command, Map<String, String> environment, Path log) {
        List<String> guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "sh"));
        guarded.addAll(command);
        var builder =
                new ProcessBuilder(guarded)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().put("PATH", SEARCHED);
        builder.environment().putAll(environment);
        try {
            return new NativeProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not start: " + e.getMessage(), e);
        }
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return guard.isAlive();
    }

    /**
     * Waits until it can do its work.
     *
     * @param max time to wait
     * @param isReady looks whether it can
     * @throws IllegalStateException if it ends or takes longer; the end of its log is in the
     *     message
     */
    public void awaitReady(Duration max, BooleanSupplier isReady) {
        long startNs = System.nanoTime();
        while (!isReady.getAsBoolean()) {
            if (!isAlive()) {
                throw new IllegalStateException(name + " has ended: " + logEnd());
            }
            if (System.nanoTime() - startNs > max.toNanos()) {
                throw new IllegalStateException(
                        name + " is not ready within " + max + ": " + logEnd());
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while " + name + " starts");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    /**
     * Waits until it has ended by itself.
     *
     * @param max time to wait
     * @return its exit code
     * @throws IllegalStateException if it takes longer
     */
    public int awaitEnd(Duration max) {
        if (!waitFor(max)) {
            throw new IllegalStateException(name + " has not ended within " + max);
        }
        return guard.exitValue();
    }

    /** The last lines that it printed. */
    public String logEnd() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(
                    "\n",
                    lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN_MAX), lines.size()));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    /** Kills it, as a crash would; there is nothing here that a graceful end would save. */
    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
        } catch (IOException e) {
            // It is gone already.
        }
        if (!waitFor(STOP_MAX)) {
            guard.descendants().forEach(ProcessHandle::destroyForcibly);
            guard.destroyForcibly();
        }
    }

    private boolean waitFor(Duration max) {
        boolean wasInterrupted = Thread.interrupted();
        try {
            return guard.waitFor(max.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            wasInterrupted = true;
            return false;
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
