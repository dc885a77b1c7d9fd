package dev.tankfleet.testkit.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a program answered that was run to its end. Immutable.
 *
 * @param exit how it ended; 0 is well
 * @param text all that it printed
 */
public record ProgramRun(int exit, String text) {
    private static final Duration RUN_MAX = Duration.ofMinutes(2);

    /** Whether it ended well. */
    public boolean isFine() {
        return exit == 0;
    }

    /** What it printed, if it ended well; a failure with that text otherwise. */
    public String mustBeFine() {
        if (!isFine()) {
            throw new AssertionError("exit code " + exit + ": " + text);
        }
        return text;
    }

    /**
     * Runs one to its end, in a home of its own.
     *
     * @param command the program and its arguments
     * @param environment all that its environment holds, besides that home
     */
    public static ProgramRun of(List<String> command, Map<String, String> environment) {
        try {
            var home = Files.createTempDirectory("program-home");
            try {
                return run(command, environment, home);
            } finally {
                delete(home);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static ProgramRun run(List<String> command, Map<String, String> environment, Path home)
            throws IOException, InterruptedException {
        var output = home.resolve("output");
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(RUN_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(
                    "%s has not ended within %s: %s"
                            .formatted(command, RUN_MAX, Files.readString(output)));
        }
        return new ProgramRun(process.exitValue(), Files.readString(output));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
