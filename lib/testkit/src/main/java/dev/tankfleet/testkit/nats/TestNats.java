package dev.tankfleet.testkit.nats;

import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.program.Program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A nats-server on the loopback address with a configuration of the test's own. Owned by one test,
 * which may take it away and bring it back; it keeps its port and its folder.
 */
public final class TestNats implements AutoCloseable {
    /** Who hears what a {@link #lawless} server tells itself. */
    public static final String SYSTEM_USER = "system";

    public static final String SYSTEM_PASSWORD = "system";

    private static final Duration START_MAX = Duration.ofSeconds(20);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final int CONNECT_MAX_MS = 200;

    private final Path configuration;
    private final int port;
    private Process process;

    private TestNats(Path configuration, int port) {
        this.configuration = configuration;
        this.port = port;
        this.process = launch();
    }

    /**
     * Starts a server and waits until it takes connections.
     *
     * @param folder of the test's own; the configuration and the log go there
     * @param name what its files are called
     * @param port the one that the configuration names
     * @throws UncheckedIOException when it does not start
     */
    public static TestNats start(Path folder, String name, int port, String configuration) {
        try {
            var file = Files.writeString(folder.resolve(name + ".conf"), configuration);
            return new TestNats(file, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a server that lets everybody in and forbids nothing, so that whatever a client lets
     * through is heard. {@value #SYSTEM_USER} with {@value #SYSTEM_PASSWORD} hears the server's own
     * account.
     *
     * @param folder of the test's own
     */
    public static TestNats lawless(Path folder) {
        int port = FreePorts.next();
        return start(
                folder,
                "lawless",
                port,
                """
                listen: "127.0.0.1:%d"
                accounts {
                  ALL { users: [ {user: "anybody", password: "anybody"} ] }
                  SYS { users: [ {user: "%s", password: "%s"} ] }
                }
                system_account: SYS
                no_auth_user: "anybody"
                """
                        .formatted(port, SYSTEM_USER, SYSTEM_PASSWORD));
    }

    /** Where it is. */
    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    /** Its port there. */
    public int port() {
        return port;
    }

    /** Ends it as a crash does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Brings it back with what it had on disk. */
    public void restart() {
        process = launch();
    }

    /** Gives it another configuration, as a signal does; it reads that in its own time. */
    public void reload(String configuration) {
        try {
            Files.writeString(this.configuration, configuration);
            new ProcessBuilder("kill", "-HUP", Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_MAX.toNanos(), TimeUnit.NANOSECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() {
        var binary =
                Program.NATS.path().orElseThrow(() -> new IllegalStateException("no nats-server"));
        try {
            var log = configuration.resolveSibling(configuration.getFileName() + ".log").toFile();
            var started =
                    new ProcessBuilder(binary.toString(), "-c", configuration.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                            .start();
            awaitListening(started, log.toPath());
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("nats-server does not start", e);
        }
    }

    private void awaitListening(Process started, Path log) throws IOException {
        long untilNs = System.nanoTime() + START_MAX.toNanos();
        while (!isListening()) {
            if (!started.isAlive() || System.nanoTime() > untilNs) {
                started.destroyForcibly();
                throw new IOException("nats-server does not start: " + Files.readString(log));
            }
            Thread.onSpinWait();
        }
    }

    private boolean isListening() {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MAX_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
