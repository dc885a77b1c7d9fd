package dev.tankfleet.backup.store.s3;

import dev.tankfleet.backup.store.Store;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An S3 server over a folder, on loopback. Owned by one test class. */
public final class TestS3 implements AutoCloseable {
    private static final String ACCESS_KEY = "tester";
    private static final String SECRET_KEY = "tester-tester-tester";
    private static final String BUCKET = "copies";
    private static final Duration START_MAX = Duration.ofSeconds(20);
    private static final int STOP_MAX_S = 10;

    private final Path folder;
    private final int port;
    private Process process;

    private TestS3(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    public static TestS3 start(Path parent) {
        try {
            var folder = Files.createDirectories(parent.resolve("s3"));
            // A folder on top is a bucket.
            Files.createDirectories(folder.resolve(BUCKET));
            int port = FreePorts.next();
            var started = new TestS3(folder, port, launch(folder, port));
            Eventually.eventuallyTrue(START_MAX, "S3 listens", started::isListening);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the owner of the bucket. */
    public S3Config config() {
        return config(SECRET_KEY);
    }

    S3Config config(String secretKey) {
        return new S3Config(
                URI.create("http://127.0.0.1:" + port),
                "us-east-1",
                ACCESS_KEY,
                Secret.of(secretKey),
                Duration.ofMinutes(1),
                2);
    }

    /** Its bucket, below a prefix. */
    public Store store(String prefix) {
        return S3Store.open(config(), BUCKET, prefix);
    }

    /** The file in which an object lies. */
    public Path file(String name) {
        return folder.resolve(BUCKET).resolve(name);
    }

    public String bucket() {
        return BUCKET;
    }

    /** It is away from now on. */
    public void stop() {
        close();
    }

    /** It is there again, with all that it had. */
    public void startAgain() throws IOException {
        process = launch(folder, port);
        Eventually.eventuallyTrue(START_MAX, "S3 listens", this::isListening);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(STOP_MAX_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process launch(Path folder, int port) throws IOException {
        var builder =
                new ProcessBuilder(
                        Program.S3.path().orElseThrow().toString(),
                        "--port",
                        "127.0.0.1:" + port,
                        "posix",
                        folder.toString());
        builder.environment().put("ROOT_ACCESS_KEY", ACCESS_KEY);
        builder.environment().put("ROOT_SECRET_KEY", SECRET_KEY);
        var log = folder.resolveSibling("s3.log").toFile();
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private boolean isListening() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
