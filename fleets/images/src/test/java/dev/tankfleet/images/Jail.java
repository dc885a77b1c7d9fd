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

/**
 * Runs unpacked images. Immutable.
 *
 * @param home of the checkout
 * @param unpacked folder with the images
 * @param binds words that show folders of this machine to them
 */
record Jail(Path home, Path unpacked, List<String> binds) {
    private static final long ENDED_WITHIN_S = 60;

    Jail(Path home, Path unpacked) {
        this(home, unpacked, List.of());
    }

    /** The same, with a folder at a place below {@code /tmp}. */
    Jail showing(Path folder, String place) {
        return new Jail(home, unpacked, List.of("--bind", folder.toString(), place));
    }

    /** Starts a service, or other words in its image, with this environment and no other. */
    Process start(Service service, Path output, Map<String, String> environment, String... words)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(home.resolve("fleets/images/jail").toString());
        command.addAll(binds);
        command.add(unpacked.resolve(service.image()).toString());
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
