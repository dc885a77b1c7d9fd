package dev.tankfleet.agones.conformance.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Calls kubectl, each time anew. Any thread may call it; it has no state. */
public final class Kubectl {
    private static final Duration RUN_MAX = Duration.ofMinutes(2);

    private final Path program;
    private final Path kubeconfig;
    private final Path home;

    /**
     * @param home takes what kubectl remembers, and its answers
     */
    Kubectl(Path program, Path kubeconfig, Path home) {
        this.program = program;
        this.kubeconfig = kubeconfig;
        this.home = home;
    }

    /**
     * Runs it to its end.
     *
     * @return what it printed
     * @throws IllegalStateException if it fails; what it printed is in the message
     */
    public String run(String... arguments) {
        return runWith("", arguments);
    }

    /** Makes the objects of a text what the text says. */
    public void apply(String yaml) {
        runWith(yaml, "apply", "-f", "-");
    }

    private String runWith(String input, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(program.toString(), "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile(home, "kubectl", ".out");
            try {
                return run(command, input, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while kubectl ran", e);
        }
    }

    private String run(List<String> command, String input, Path output)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(RUN_MAX.toNanos(), TimeUnit.NANOSECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " has not ended within " + RUN_MAX);
        }
        String printed = Files.readString(output);
        if (process.exitValue() != 0) {
            throw new IllegalStateException(command + ": " + printed);
        }
        return printed;
    }
}
