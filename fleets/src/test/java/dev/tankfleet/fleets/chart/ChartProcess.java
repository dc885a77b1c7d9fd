package dev.tankfleet.fleets.chart;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.testkit.program.ProgramRun;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program that one of the charts' scripts starts and looks after. Owned by one test. What the
 * script waits for a kubelet is no matter here, so it looks often and waits for nobody.
 */
public final class ChartProcess implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(30);
    private static final int STOP_MAX_S = 10;

    /** Where a plain shell and its tools are. */
    private static final List<Path> SYSTEM = List.of(Path.of("/usr/bin"), Path.of("/bin"));

    private final Process process;
    private final Path log;
    private final Map<String, String> local;
    private final Map<String, String> environment;

    // Owned by the test's thread.
    private final List<ProcessHandle> watches = new ArrayList<>();

    private ChartProcess(
            Process process, Path log, Map<String, String> local, Map<String, String> environment) {
        this.process = process;
        this.log = log;
        this.local = local;
        this.environment = environment;
    }

    /**
     * Starts it.
     *
     * @param root folder for its log
     * @param script what the chart runs
     * @param local what stands in script and environment, to what stands for it on this machine
     * @param programs folders with the programs that the script asks for
     * @param environment variables of the container
     * @param arguments those of the container
     */
    public static ChartProcess start(
            Path root,
            String script,
            Map<String, String> local,
            List<Path> programs,
            Map<String, String> environment,
            String... arguments)
            throws IOException {
        var text = replaced(script, local);
        var eager =
                text.replace("\nevery=5\n", "\nevery=0.2\n")
                        .replace("\nsettle=90\n", "\nsettle=0\n");
        if (eager.equals(text)) {
            throw new AssertionError("the script looks as often as it likes");
        }
        var file = Files.writeString(root.resolve("start.sh"), eager);
        var log = root.resolve("log");
        var command = new ArrayList<>(List.of("sh", file.toString()));
        command.addAll(List.of(arguments));
        var path = Stream.concat(programs.stream(), SYSTEM.stream()).map(Path::toString);
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", path.collect(Collectors.joining(":")));
        environment.forEach(
                (name, value) -> builder.environment().put(name, replaced(value, local)));
        return new ChartProcess(builder.start(), log, local, builder.environment());
    }

    /**
     * Asks as the kubelet does.
     *
     * @param probe the container's, one that runs a command
     * @return whether the answer was a good one
     */
    public boolean passes(JsonNode probe) {
        var command =
                probe.at("/exec/command")
                        .valueStream()
                        .map(word -> replaced(word.asText(), local))
                        .toList();
        return ProgramRun.of(command, environment).isFine();
    }

    /** Waits until something holds. */
    public void await(String what, BooleanSupplier holds) {
        long untilNs = System.nanoTime() + START_MAX.toNanos();
        while (!holds.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > untilNs) {
                close();
                throw new AssertionError(what + ": not yet, and it said: " + log());
            }
            Thread.onSpinWait();
        }
    }

    /** All that it said. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, and does not wait for that. */
    public void askToEnd() {
        watches.addAll(process.descendants().toList());
        process.destroy();
    }

    /** Ends it, and the part of the script that watches. */
    @Override
    public void close() {
        askToEnd();
        watches.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(STOP_MAX_S, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end, and it said: " + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Ends it without a word, for one that would not go otherwise. */
    public void kill() {
        watches.addAll(process.descendants().toList());
        process.destroyForcibly();
    }

    /** Puts a file in the place of another, as a whole, as a kubelet does. */
    public static void exchange(Path file, String content) throws IOException {
        var next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A text of the chart, as it is on this machine. */
    public static String replaced(String text, Map<String, String> local) {
        var result = text;
        for (var entry : local.entrySet()) {
            result = result.replace(entry.getKey(), entry.getValue());
        }
        return result;
    }
}
