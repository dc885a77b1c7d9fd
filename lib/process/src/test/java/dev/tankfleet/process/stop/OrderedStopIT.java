package dev.tankfleet.process.stop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

final class OrderedStopIT {
    @Test
    @Timeout(60)
    void runsTheStepsWhenTheProcessIsTerminated() throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ProcessThatWaits.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("up");

            // Unlike the process, its handle leaves the output open.
            process.toHandle().destroy();

            assertThat(output.readLine()).isEqualTo("second stopped");
            assertThat(output.readLine()).isEqualTo("first stopped");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }
}
