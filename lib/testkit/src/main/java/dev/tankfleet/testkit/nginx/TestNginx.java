package dev.tankfleet.testkit.nginx;

import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/**
 * An nginx on 127.0.0.1 in front of one port of this machine. Owned by one test class, which marks
 * itself {@code NeedsProgram(NGINX)}.
 */
public final class TestNginx implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(20);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    /** Debian builds it as a module; elsewhere it is often inside. */
    private static final Path STREAM_MODULE =
            Path.of("/usr/lib/nginx/modules/ngx_stream_module.so");

    /** One process in the foreground, so that it ends with its owner. */
    private static final String HEAD =
            """

            daemon off;
            master_process off;
            pid nginx.pid;
            error_log stderr warn;
            events { worker_connections 128; }
            """;

    private static final String FORWARDING =
            """
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              map $http_upgrade $connection_wanted { default upgrade; '' close; }
              server {
                listen 127.0.0.1:%1$d;
                location / {
                  proxy_pass http://127.0.0.1:%2$d;
                  proxy_http_version 1.1;
                  proxy_set_header Host $http_host;
                  proxy_set_header Upgrade $http_upgrade;
                  proxy_set_header Connection $connection_wanted;
                  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                  proxy_set_header X-Forwarded-Proto https;
                }
              }
            }
            """;

    private static final String WITH_PREAMBLE =
            """
            stream {
              server {
                listen 127.0.0.1:%1$d;
                proxy_pass 127.0.0.1:%2$d;
                proxy_protocol on;
              }
            }
            """;

    private final Path folder;
    private final Process process;
    private final int port;

    private TestNginx(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /** Passes requests on, WebSockets included, and says for whom in {@code X-Forwarded-For}. */
    public static TestNginx forwarding(int toPort) {
        return start("", FORWARDING, toPort);
    }

    /** Passes bytes on, each connection with a preamble of the PROXY protocol. */
    public static TestNginx withPreamble(int toPort) {
        return start(
                Files.exists(STREAM_MODULE) ? "load_module " + STREAM_MODULE + ";" : "",
                WITH_PREAMBLE,
                toPort);
    }

    /** Where it listens, on 127.0.0.1. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("nginx did not stop in " + STOP_MAX);
            }
            delete(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    private static TestNginx start(String modules, String sites, int toPort) {
        var program =
                Program.NGINX
                        .path()
                        .orElseThrow(() -> new IllegalStateException("nginx is not installed"));
        try {
            var folder = Files.createTempDirectory("nginx-test");
            int port = FreePorts.next();
            var conf = folder.resolve("nginx.conf");
            Files.writeString(conf, modules + HEAD + sites.formatted(port, toPort));
            var process =
                    new ProcessBuilder(
                                    program.toString(),
                                    "-e",
                                    "stderr",
                                    "-p",
                                    folder + "/",
                                    "-c",
                                    conf.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("nginx.log").toFile())
                            .start();
            var nginx = new TestNginx(folder, process, port);
            nginx.awaitListening();
            return nginx;
        } catch (IOException e) {
            throw new UncheckedIOException("nginx does not start", e);
        }
    }

    private void awaitListening() {
        Eventually.eventuallyTrue(START_MAX, "nginx listens", this::isListening);
    }

    private boolean isListening() {
        if (!process.isAlive()) {
            throw new IllegalStateException("nginx ended; its log is in " + folder);
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
