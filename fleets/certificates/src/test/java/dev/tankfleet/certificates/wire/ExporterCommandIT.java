package dev.tankfleet.certificates.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.certificates.Main;
import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.time.Eventually;
import dev.tankfleet.testkit.tls.TestCertificates;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The exporter as a process of its own. */
@Timeout(120)
final class ExporterCommandIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LEFT = "tankfleet_certificate_left_seconds{certificate=\"edge\"} ";
    private static final int ENDED_BY_TERM = 143;

    @TempDir private Path folder;

    @Test
    void servesHowLongACertificateLasts() throws Exception {
        var certificates = new TestCertificates(folder);
        certificates.make("edge");
        int port = FreePorts.next();
        var process = start(port, certificates.certificate("edge"));
        try (var http = HttpClient.newHttpClient()) {
            Eventually.eventually(
                    SOON,
                    () -> {
                        assertThat(process.isAlive()).isTrue();
                        assertThat(metrics(http, port))
                                .anyMatch(line -> line.startsWith(LEFT + "8"));
                    });

            process.destroy();

            assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isIn(0, ENDED_BY_TERM);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(int port, Path certificate) throws IOException {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "exporter");
        builder.environment().put("OPS_PORT", Integer.toString(port));
        builder.environment().put("LOG_DIRECTORY", folder.resolve("log").toString());
        builder.environment().put("WATCHED", "edge=" + certificate);
        return builder.inheritIO().start();
    }

    private static List<String> metrics(HttpClient http, int port) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
        try {
            return http.send(request, BodyHandlers.ofString()).body().lines().toList();
        } catch (IOException e) {
            throw new AssertionError("it does not answer yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
