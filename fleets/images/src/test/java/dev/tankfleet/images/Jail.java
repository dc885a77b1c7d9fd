package dev.tankfleet.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs unpacked images. Immutable. */
record Jail(Path home, Path unpacked) {
    private static final long ENDED_WITHIN_S = 60;

    /** Starts a service, or other words in its image, with this environment and no other. */
    Process start(Service service, Path output, Map<String, String> environment, String... words)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                home.resolve("fleets/images/jail").toString(),
                                unpacked.resolve(service.image()).toString()));
        command.addAll(List.of(words));
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.to(output.toFile()));
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Runs it until it ends by itself. */
    Ended run(Service service, Path output, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        var process = start(service, output, environment, words);
        try {
            assertThat(process.waitFor(ENDED_WITHIN_S, TimeUnit.SECONDS)).as("ended").isTrue();
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * What came of it.
     *
     * @param status of the process
     * @param output both streams
     */
    record Ended(int status, String output) {}
}
