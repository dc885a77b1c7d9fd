package dev.tankfleet.backup.program;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program on the PATH with its arguments. What it says goes to a file, the end of which stands in
 * the exception when it fails. Immutable; run by the thread of one command.
 */
public final class Program {
    private static final int SAID_MAX_CHARS = 2_000;
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    private final List<String> command;
    private final Map<String, String> environment;

    private Program(List<String> command, Map<String, String> environment) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
    }

    /** A program and its arguments. */
    public static Program of(String... command) {
        return new Program(List.of(command), Map.of());
    }

    /** A program and its arguments. */
    public static Program of(List<String> command) {
        return new Program(command, Map.of());
    }

    /** The same, with one more argument or several. */
    public Program with(String... arguments) {
        var all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return new Program(all, environment);
    }

    /** The same, run through another, such as {@code unshare -U}. */
    public Program through(List<String> launcher) {
        var all = new ArrayList<>(launcher);
        all.addAll(command);
        return new Program(all, environment);
    }

    /** The same, with a variable; for what must not stand in a list of processes. */
    public Program withVariable(String name, String value) {
        var all = new HashMap<>(environment);
        all.put(name, value);
        return new Program(command, all);
    }

    /**
     * Runs it to its end.
     *
     * @param folder where it writes what it says
     * @param max longest time
     * @throws IOException when it is not there, fails, or is not done in time
     */
    public void run(Path folder, Duration max) throws IOException {
        var said = folder.resolve(name() + ".log");
        var process = launch(said);
        try {
            await(process, said, max);
            if (process.exitValue() != 0) {
                throw new IOException(
                        name() + " failed with " + process.exitValue() + ": " + end(said));
            }
        } finally {
            stop(process);
        }
    }

    /**
     * Runs it to its end, whatever that is; for programs that know no good one.
     *
     * @param folder where it writes what it says
     * @param max longest time
     * @return what it said
     * @throws IOException when it is not there, or not done in time
     */
    public Path runHoweverItEnds(Path folder, Duration max) throws IOException {
        var said = folder.resolve(name() + ".log");
        var process = launch(said);
        try {
            await(process, said, max);
            return said;
        } finally {
            stop(process);
        }
    }

    /**
     * Starts it as a server and waits until it is ready.
     *
     * @param folder where it writes what it says
     * @param max longest time until it is ready
     * @throws IOException when it is not there, ends, or is not ready in time
     */
    public Server start(Path folder, Duration max, Server.Readiness readiness) throws IOException {
        var said = folder.resolve(name() + ".log");
        var server = new Server(name(), launch(said), said);
        try {
            server.await(max, readiness);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private void await(Process process, Path said, Duration max) throws IOException {
        try {
            if (!process.waitFor(max.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException(name() + " is not done after " + max + ": " + end(said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
    }

    static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toNanos(), TimeUnit.NANOSECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    static String end(Path said) throws IOException {
        var text = Files.readString(said, StandardCharsets.ISO_8859_1).strip();
        return text.substring(Math.max(0, text.length() - SAID_MAX_CHARS));
    }

    static IOException interrupted(InterruptedException cause) {
        var interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(cause);
        return interrupted;
    }

    private String name() {
        return Path.of(command.getFirst()).getFileName().toString();
    }

    private Process launch(Path said) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
