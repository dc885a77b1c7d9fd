package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.EdgeNginx;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.Map;

import javax.net.ssl.SSLSocket;

/** A real nginx of each chart, whose certificate is renewed under it as a kubelet does it. */
@OnCharts
@NeedsProgram(Program.NGINX)
final class RenewedEdgeIT {
    private static final String HERE = "127.0.0.1";
    private static final int PAGE = 8443;
    private static final int AUTH = 8888;

    @TempDir private Path folder;
    private HttpServer behind;

    @BeforeEach
    void startSomebodyBehindIt() throws IOException {
        behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        behind.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        behind.start();
    }

    @AfterEach
    void stopWhoIsBehindIt() {
        behind.stop(0);
    }

    @Test
    void showsARegionsPlayersTheNewOneAndDropsNobody() throws Exception {
        int port = behind.getAddress().getPort();
        try (var edge =
                EdgeNginx.start(
                        folder,
                        Chart.REGION.byDefault().rendered(),
                        Map.of("r-gateway:8080", port),
                        PAGE,
                        8081)) {
            showsTheNewOneAndDropsNobody(edge, "/ping", "eu.play.tankfleet.example");
        }
    }

    @Test
    void showsTheNewOneOnBothPortsOfTheCentre() throws Exception {
        int port = behind.getAddress().getPort();
        try (var edge =
                EdgeNginx.start(
                        folder,
                        Chart.CENTRE.byDefault().rendered(),
                        Map.of(
                                "r-matchmaker:8090", port,
                                "r-matchmaker:8004", port,
                                "r-auth:8888", FreePorts.next()),
                        PAGE,
                        AUTH,
                        8086,
                        8081,
                        18888)) {
            var before = certificate(edge, AUTH);

            showsTheNewOneAndDropsNobody(edge, "/", "play.tankfleet.example");

            assertThat(certificate(edge, AUTH))
                    .isNotEqualTo(before)
                    .isEqualTo(certificate(edge, PAGE));
        }
    }

    private static void showsTheNewOneAndDropsNobody(EdgeNginx edge, String path, String host)
            throws Exception {
        var request = "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, host);
        var old = certificate(edge, PAGE);
        try (var player = edge.connect(HERE, PAGE)) {
            assertThat(ask(player, request)).startsWith("HTTP/1.1 204");

            edge.renewCertificate();

            // Whoever comes now trusts the new one alone.
            assertThat(certificate(edge, PAGE)).isNotEqualTo(old);
            assertThat(ask(player, request)).startsWith("HTTP/1.1 204");
            assertThat(player.getSession().getPeerCertificates()[0]).isEqualTo(old);
        }
    }

    private static Certificate certificate(EdgeNginx edge, int port) throws IOException {
        try (var socket = edge.connect(HERE, port)) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    /** The head of the answer on a connection that stays. */
    private static String ask(SSLSocket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = socket.getInputStream().read();
            assertThat(read).as("the connection ended: " + head).isNotNegative();
            head.append((char) read);
        }
        return head.toString();
    }
}
