package dev.tankfleet.backup.wire;

import dev.tankfleet.backup.program.Server;
import dev.tankfleet.testkit.time.Eventually;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code backup wal} as a process of its own, which can be killed. Owned by one test. */
final class WalProcess implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(1);
    private static final int STOP_MAX_S = 30;

    private final Process process;
    private final int opsPort;

    private WalProcess(Process process, int opsPort) {
        this.process = process;
        this.opsPort = opsPort;
    }

    /** One that begins, and is not awaited. */
    static WalProcess start(Map<String, String> environment, Path folder) throws IOException {
        int opsPort = Server.freePort();
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx96m",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "dev.tankfleet.backup.Main",
                        "wal");
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("OPS_PORT", Integer.toString(opsPort));
        builder.environment().put("LOG_DIRECTORY", folder.toString());
        builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("wal.out").toFile()));
        return new WalProcess(builder.start(), opsPort);
    }

    /** What a metric says, such as {@code tankfleet_wal_failures_total}, with these labels. */
    double metric(String name, String... labels) {
        try (var http = HttpClient.newHttpClient()) {
            var url = URI.create("http://127.0.0.1:" + opsPort + "/metrics");
            var answer =
                    http.send(
                            HttpRequest.newBuilder(url).timeout(START_MAX).build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.body()
                    .lines()
                    .filter(line -> line.startsWith(name + "{"))
                    .filter(line -> List.of(labels).stream().allMatch(line::contains))
                    .mapToDouble(line -> valueOf(line.substring(line.indexOf(' ') + 1)))
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            // Not up yet.
            return Double.NaN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Double.NaN;
        }
    }

    private static double valueOf(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    /** Waits for a metric to be at least so much. */
    void await(double min, String name, String... labels) {
        Eventually.eventuallyTrue(START_MAX, name, () -> metric(name, labels) >= min);
    }

    /** Kills it after a while, if it is not dead by then. */
    void killAfter(long ms) throws InterruptedException {
        var _ = process.waitFor(ms, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
    }

    /** Ends it as a cluster does. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX_S, TimeUnit.SECONDS)) {
                throw new AssertionError("backup wal does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
