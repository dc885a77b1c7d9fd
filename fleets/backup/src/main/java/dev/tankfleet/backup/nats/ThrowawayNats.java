package dev.tankfleet.backup.nats;

import dev.tankfleet.backup.program.Program;
import dev.tankfleet.backup.program.Server;
import dev.tankfleet.process.config.RotatingSecret;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** A nats-server on loopback with JetStream and nothing in it. Owned by one command's thread. */
final class ThrowawayNats implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(30);
    private static final Duration ANSWER_MAX = Duration.ofMinutes(1);
    private static final String USER = "drill";

    private final Server server;
    private final int port;
    private final String password;

    private ThrowawayNats(Server server, int port, String password) {
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts one.
     *
     * @param program {@code nats-server}, or where it is
     * @param folder where it may work
     * @throws IOException when it is not there or does not start
     */
    static ThrowawayNats start(String program, Path folder) throws IOException {
        int port = Server.freePort();
        var password = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        var conf =
                Files.writeString(
                        folder.resolve("nats.conf"),
                        """
                        listen: "127.0.0.1:%d"
                        jetstream { store_dir: "%s" }
                        authorization { user: "%s", password: "%s" }
                        """
                                .formatted(port, folder.resolve("jetstream"), USER, password));
        var server =
                Program.of(program, "-c", conf.toString())
                        .start(folder, START_MAX, () -> isListening(port));
        return new ThrowawayNats(server, port, password);
    }

    /** How to reach it. */
    StreamSource source(String stream) {
        return new StreamSource(
                "nats://127.0.0.1:" + port, USER, RotatingSecret.of(password), stream, ANSWER_MAX);
    }

    @Override
    public void close() {
        server.close();
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            // Not yet.
            return false;
        }
    }
}
