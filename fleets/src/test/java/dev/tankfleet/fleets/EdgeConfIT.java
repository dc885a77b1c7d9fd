package dev.tankfleet.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.tankfleet.testkit.nats.TestNats;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;
import dev.tankfleet.testkit.tls.TestCertificates;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The edge as the chart configures it, on a real nginx in front of a listener that takes notes. */
@OnCharts
@NeedsProgram(Program.NGINX)
final class EdgeConfIT {
    private static final Duration START_MAX = Duration.ofSeconds(20);
    private static final int STOP_MAX_S = 10;
    private static final int CONNECT_MAX_MS = 200;

    @TempDir private Path folder;
    private final List<String> forwarded = new CopyOnWriteArrayList<>();
    private final List<String> upgrades = new CopyOnWriteArrayList<>();
    private HttpServer gateway;
    private Process nginx;
    private int port;

    @BeforeEach
    void startEdge() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext(
                "/",
                exchange -> {
                    forwarded.addAll(exchange.getRequestHeaders().get("X-Forwarded-For"));
                    upgrades.addAll(
                            exchange.getRequestHeaders().getOrDefault("Upgrade", List.of()));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        gateway.start();
        new TestCertificates(folder).make("tls");
        port = TestNats.freePort();
        var conf = Files.writeString(folder.resolve("nginx.conf"), conf());
        nginx =
                new ProcessBuilder(
                                Program.NGINX.path().orElseThrow().toString(),
                                "-e",
                                "stderr",
                                "-c",
                                conf.toString(),
                                "-g",
                                "daemon off; master_process off;")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("nginx.log").toFile())
                        .start();
        Eventually.eventuallyTrue(START_MAX, "nginx listens", this::isListening);
    }

    @AfterEach
    void stopEdge() throws InterruptedException {
        gateway.stop(0);
        nginx.destroy();
        nginx.waitFor(STOP_MAX_S, TimeUnit.SECONDS);
    }

    @Test
    void leadsToAGatewayAndSaysForWhom() throws Exception {
        assertThat(statusOf("GET /ping HTTP/1.1\r\nX-Forwarded-For: 203.0.113.9\r\n"))
                .isEqualTo(204);
        assertThat(statusOf("GET / HTTP/1.1\r\nUpgrade: websocket\r\n")).isEqualTo(204);

        assertThat(upgrades).containsExactly("websocket");
        assertThat(forwarded).containsOnly("127.0.0.1");
    }

    @Test
    void answersByItselfWhatNoGatewayNeedsToSee() throws Exception {
        assertThat(statusOf("GET /metrics HTTP/1.1\r\n")).isEqualTo(404);
        assertThat(statusOf("POST /ping HTTP/1.1\r\nContent-Length: 5000\r\n")).isEqualTo(413);
        assertThat(statusOf("GET /ping HTTP/1.1\r\nX-Long: " + "x".repeat(9_000) + "\r\n"))
                .isEqualTo(400);

        assertThat(forwarded).isEmpty();
    }

    private String conf() {
        var rendered = ValueSet.DEFAULT.rendered();
        return rendered.one("ConfigMap", "r-edge")
                .path("data")
                .path("nginx.conf")
                .asText()
                .replace("/tmp/", folder + "/")
                .replace("r-gateway:8080", "127.0.0.1:" + gateway.getAddress().getPort())
                .replace("listen 8443", "listen 127.0.0.1:" + port)
                .replace("listen 8081", "listen 127.0.0.1:" + TestNats.freePort())
                .replace("/etc/edge-tls/tls", folder.resolve("tls").toString());
    }

    private int statusOf(String head) throws IOException, GeneralSecurityException {
        try (var socket = trusting().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout((int) START_MAX.toMillis());
            var request = head + "Host: eu.play.tankfleet.example\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    private SSLContext trusting() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        try (var file = Files.newInputStream(folder.resolve("tls.crt"))) {
            var factory = CertificateFactory.getInstance("X.509");
            store.setCertificateEntry("edge", factory.generateCertificate(file));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private boolean isListening() {
        if (!nginx.isAlive()) {
            throw new IllegalStateException("nginx ended: " + folder.resolve("nginx.log"));
        }
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MAX_MS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
