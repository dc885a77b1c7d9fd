package dev.tankfleet.process.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.log.LogConfig;
import dev.tankfleet.process.log.Logs;
import dev.tankfleet.testkit.kubelet.MountedSecret;
import dev.tankfleet.testkit.tls.TestCertificates;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

/** The ops port with the files of a Secret, as a kubelet mounts it. */
@Timeout(60)
final class OpsServerTlsIT {
    private static final int ANSWER_MAX_MS = 10_000;

    @TempDir private static Path certificates;

    private static TestCertificates made;

    @TempDir private Path folder;

    private MountedSecret secret;
    private PrometheusMeterRegistry registry;
    private OpsServer server;

    @BeforeAll
    static void makeCertificates() {
        made = new TestCertificates(certificates);
        made.make("first");
        made.make("second");
        made.makeRsa("rsa");
    }

    @BeforeEach
    void startServer() {
        secret = new MountedSecret(folder.resolve("mounted"));
        secret.put(files("first", "first"));
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        server = server(secret.folder());
        server.start();
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/live", "/ready"})
    void answersAClientThatKnowsTheCertificate(String path) throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(made.trusting("first")).build()) {
            var url = URI.create("https://localhost:" + server.port() + path);
            var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build();

            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void answersNobodyWithoutTls() throws IOException {
        try (var plain = new Socket("127.0.0.1", server.port())) {
            plain.setSoTimeout(ANSWER_MAX_MS);
            plain.getOutputStream().write(request("/metrics"));

            var answer = new String(plain.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).doesNotContain("HTTP/1.1 200").doesNotContain("jvm_");
        }
    }

    @Test
    void isNotBelievedByWhoTrustsAnother() throws IOException {
        try (var socket = connect(made.trusting("second"))) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void showsANewCertificateAtTheNextHandshakeAndKeepsOldConnections() throws Exception {
        var client = made.trusting("first", "second");
        try (var before = connect(client)) {
            assertThat(status(before)).isEqualTo(200);

            secret.put(files("second", "second"));

            assertThat(shown(client)).isEqualTo("CN=second");
            assertThat(status(before)).isEqualTo(200);
            assertThat(shown(before)).isEqualTo("CN=first");
        }
    }

    @Test
    void missesNoScrapeWhileCertificatesChange() throws Exception {
        var client = made.trusting("first", "second");
        for (int turn = 0; turn < 20; turn++) {
            var name = turn % 2 == 0 ? "second" : "first";
            secret.put(files(name, name));
            try (var socket = connect(client)) {
                assertThat(status(socket)).isEqualTo(200);
                assertThat(shown(socket)).isEqualTo("CN=" + name);
            }
        }
    }

    @Test
    void servesWithAKeyOfRsa() throws Exception {
        secret.put(files("rsa", "rsa"));

        assertThat(shown(made.trusting("rsa"))).isEqualTo("CN=rsa");
    }

    @Test
    void keepsTheOldCertificateAndTellsOnceWhenTheNewOneIsBroken() throws Exception {
        var settings = Settings.of(Map.of("LOG_DIRECTORY", folder.resolve("log").toString()));
        var client = made.trusting("first", "second");
        try (var logs = Logs.start(settings.bind(LogConfig.class, "log"))) {
            logs.bindTo(registry);
            double before = errors();

            secret.put(files("second", "first"));
            for (int handshake = 0; handshake < 3; handshake++) {
                assertThat(shown(client)).isEqualTo("CN=first");
            }

            assertThat(errors() - before).isEqualTo(1);
            assertThat(Files.readString(logs.file()))
                    .contains("tls.key is not the key of the certificate");
            secret.put(files("second", "second"));
            assertThat(shown(client)).isEqualTo("CN=second");
            assertThat(errors() - before).isEqualTo(1);
        }
    }

    @Test
    void keepsTheCertificateAndTellsOnceWhenTheFilesAreGone() throws Exception {
        var settings = Settings.of(Map.of("LOG_DIRECTORY", folder.resolve("log").toString()));
        try (var logs = Logs.start(settings.bind(LogConfig.class, "log"))) {
            logs.bindTo(registry);
            double before = errors();

            Files.delete(secret.folder().resolve("..data"));

            assertThat(shown(made.trusting("first"))).isEqualTo("CN=first");
            assertThat(shown(made.trusting("first"))).isEqualTo("CN=first");
            assertThat(errors() - before).isEqualTo(1);
        }
    }

    @Test
    void servesAfterThoseWhoNeverEndTheirHandshake() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 8; i++) {
                var socket = new Socket("127.0.0.1", server.port());
                slow.add(socket);
                // The first bytes of a greeting that promises 512.
                socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1});
            }
            for (var socket : slow) {
                assertThat(isEnded(socket)).isTrue();
            }
            assertThat(shown(made.trusting("first"))).isEqualTo("CN=first");
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "empty | cannot read %s/tls.crt",
                "no key | cannot read %s/tls.key",
                "no certificate | tls.crt holds no certificate",
                "half a certificate | tls.crt holds no certificate",
                "no private key | tls.key holds no private key without a password",
                "another key | tls.key is not the key of the certificate",
                "too large | %s/tls.crt is larger than 65536 bytes"
            })
    void refusesToStartWithFilesThatCannotBeUsed(String what, String sentence) throws IOException {
        var wrong = Files.createDirectory(folder.resolve("wrong"));
        fill(wrong, what);
        try (var refused = server(wrong)) {
            assertThatThrownBy(refused::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage(
                            "OPS_TLS_DIRECTORY: %s (expected: tls.crt and tls.key of one"
                                    + " certificate): %s",
                            wrong, sentence.formatted(wrong));
        }
    }

    private void fill(Path wrong, String what) throws IOException {
        if (what.equals("empty")) {
            return;
        }
        var certificate = wrong.resolve("tls.crt");
        Files.copy(made.certificate("first"), certificate);
        if (what.equals("no key")) {
            return;
        }
        Files.copy(made.key("first"), wrong.resolve("tls.key"));
        var text = Files.readString(certificate);
        switch (what) {
            case "no certificate" -> Files.writeString(certificate, "");
            case "half a certificate" ->
                    Files.writeString(certificate, text.substring(0, text.length() / 2));
            case "no private key" ->
                    Files.copy(
                            made.certificate("first"),
                            wrong.resolve("tls.key"),
                            StandardCopyOption.REPLACE_EXISTING);
            case "another key" ->
                    Files.copy(
                            made.key("second"),
                            wrong.resolve("tls.key"),
                            StandardCopyOption.REPLACE_EXISTING);
            case "too large" -> Files.writeString(certificate, text + " ".repeat(65_536));
            default -> throw new AssertionError(what);
        }
    }

    private OpsServer server(Path tlsDirectory) {
        var config = new OpsConfig("127.0.0.1", 0, tlsDirectory);
        return OpsServer.create(config, registry, new Probe(), new Probe());
    }

    private Map<String, Path> files(String certificate, String key) {
        return Map.of("tls.crt", made.certificate(certificate), "tls.key", made.key(key));
    }

    /** Waits for that; anything that the server says before is passed over. */
    private static boolean isEnded(Socket socket) throws IOException {
        socket.setSoTimeout(ANSWER_MAX_MS);
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (SocketException _) { // reset
            return true;
        }
    }

    private double errors() {
        return registry.get("process.log.errors").functionCounter().count();
    }

    private SSLSocket connect(SSLContext client) throws IOException {
        var socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(ANSWER_MAX_MS);
        return (SSLSocket)
                client.getSocketFactory().createSocket(socket, "localhost", server.port(), true);
    }

    /** Who the server says it is on a connection of its own. */
    private String shown(SSLContext client) throws IOException {
        try (var socket = connect(client)) {
            assertThat(status(socket)).isEqualTo(200);
            return shown(socket);
        }
    }

    private static String shown(SSLSocket socket) throws IOException {
        var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().getName();
    }

    /** Of one request, after which the connection is as good as before. */
    private static int status(SSLSocket socket) throws IOException {
        socket.getOutputStream().write(request("/live"));
        var in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        var first = in.readLine();
        if (first == null) {
            throw new SocketException("the server has closed the connection");
        }
        int bodyBytes = 0;
        for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
                bodyBytes = Integer.parseInt(line.substring("content-length: ".length()));
            }
        }
        assertThat(in.skip(bodyBytes)).isEqualTo(bodyBytes);
        return Integer.parseInt(first.split(" ")[1]);
    }

    private static byte[] request(String path) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .formatted(path)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
