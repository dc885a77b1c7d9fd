package dev.tankfleet.fleets.chart;

import dev.tankfleet.testkit.program.Program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end. Any thread may call it; it has no state. */
public record Tool(Program program) {
    private static final int RUN_MAX_S = 120;

    /** What it printed, and how it ended. */
    public record Answer(int exit, String text) {
        public boolean isFine() {
            return exit == 0;
        }
    }

    public Answer run(List<String> arguments) {
        return run(arguments, Map.of());
    }

    public Answer run(List<String> arguments, Map<String, String> environment) {
        var command = new ArrayList<>(List.of(program.path().orElseThrow().toString()));
        command.addAll(arguments);
        try {
            var home = Files.createTempDirectory("charts-home");
            var output = home.resolve("output");
            var builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            builder.environment().clear();
            builder.environment().put("HOME", home.toString());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(RUN_MAX_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " has not ended within " + RUN_MAX_S + " s");
            }
            return new Answer(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
