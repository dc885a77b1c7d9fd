package dev.tankfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code java -jar} of each service by somebody who has not read its README. */
@Tag("patient")
final class ServiceStartIT {
    private static final int WRONG_SETTINGS = 2;
    private static final int FAILED = 1;
    private static final long ENDED_WITHIN_S = 60;

    @ParameterizedTest
    @CsvSource({
        "auth, AUTH_DATABASE_URL",
        "allocator-matchmaker, MATCHMAKER_REGIONS_FILE",
        "gateway, GATEWAY_ID",
        "gameserver, SERVER_ID"
    })
    void namesTheVariablesThatAreMissing(String service, String variable, @TempDir Path folder)
            throws Exception {
        var ended = run(service, folder, Map.of("OPS_PORT", "0", "OPS_HOST", "127.0.0.1"));

        assertThat(ended.status()).isEqualTo(WRONG_SETTINGS);
        assertThat(ended.output()).contains(variable).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"auth", "allocator-matchmaker", "gateway", "gameserver"})
    void saysInOneLineThatItsMetricsPortIsTaken(String service, @TempDir Path folder)
            throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());

            var ended = run(service, folder, Map.of("OPS_PORT", port, "OPS_HOST", "127.0.0.1"));

            assertThat(ended.status()).isEqualTo(FAILED);
            assertThat(ended.output()).contains(port).doesNotContain("\tat ");
            assertThat(ended.output().lines()).hasSize(1);
        }
    }

    private static Ended run(String service, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        var output = folder.resolve("out");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(java, "-jar", jar(service).toAbsolutePath().toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            assertThat(process.waitFor(ENDED_WITHIN_S, TimeUnit.SECONDS)).as("ended").isTrue();
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path jar(String service) throws IOException {
        var target = Path.of("..", "..", service, "target");
        try (var jars = Files.newDirectoryStream(target, "*-app.jar")) {
            return jars.iterator().next();
        }
    }

    private record Ended(int status, String output) {}
}
