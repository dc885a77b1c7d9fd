package dev.tankfleet.fleets.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.EdgeNginx;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The edge as the chart configures it, on a real nginx in front of a listener that takes notes. */
@OnCharts
@NeedsProgram(Program.NGINX)
final class EdgeConfIT {
    private static final String HOST = "Host: eu.play.tankfleet.example\r\n";
    private static final String HERE = "127.0.0.1";
    private static final String OK = "HTTP/1.1 204";
    private static final String TOO_MANY = "HTTP/1.1 429";

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int PROBE_MAX_MS = 1_000;

    @TempDir private Path folder;
    private final List<String> forwarded = new CopyOnWriteArrayList<>();
    private final List<String> upgrades = new CopyOnWriteArrayList<>();
    private HttpServer gateway;
    private EdgeNginx edge;

    @BeforeEach
    void startEdge() throws Exception {
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
        edge = startNginx(folder, Chart.REGION.byDefault().rendered());
    }

    private EdgeNginx startNginx(Path ownFolder, Rendered rendered) throws Exception {
        return EdgeNginx.start(
                ownFolder,
                rendered,
                Map.of("r-gateway:8080", gateway.getAddress().getPort()),
                8443,
                8081);
    }

    @AfterEach
    void stopEdge() {
        gateway.stop(0);
        edge.close();
    }

    @Test
    void leadsToAGatewayAndSaysForWhom() throws Exception {
        assertThat(status("GET /ping HTTP/1.1\r\nX-Forwarded-For: 203.0.113.9\r\n")).isEqualTo(204);
        assertThat(status("GET / HTTP/1.1\r\nUpgrade: websocket\r\n")).isEqualTo(204);

        assertThat(upgrades).containsExactly("websocket");
        assertThat(forwarded).containsOnly(HERE);
    }

    @Test
    void answersByItselfWhatNoGatewayNeedsToSee() throws Exception {
        assertThat(status("GET /metrics HTTP/1.1\r\n")).isEqualTo(404);
        assertThat(status("POST /ping HTTP/1.1\r\nContent-Length: 5000\r\n")).isEqualTo(413);
        assertThat(status("GET /ping HTTP/1.1\r\nX-Long: " + "x".repeat(9_000) + "\r\n"))
                .isEqualTo(400);

        assertThat(forwarded).isEmpty();
    }

    /** Who plays through a full edge goes on, and whoever comes is led to another. */
    @Test
    void leavesItsServiceAndLivesWhenItIsFull(@TempDir Path ownFolder) throws Exception {
        var rendered = Chart.REGION.byDefault().rendered();
        var container = rendered.pod("edge").container();
        assertThat(container.at("/livenessProbe/tcpSocket/port").asText()).isEqualTo("health");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/live");
        var few = rendered.text().replace("worker_connections 6144;", "worker_connections 64;");
        assertThat(few).isNotEqualTo(rendered.text());
        var crowd = new ArrayList<Socket>();
        try (var own = startNginx(ownFolder, Rendered.of(few))) {
            assertThat(isReady(own)).isTrue();
            Eventually.eventually(
                    SOON,
                    () -> {
                        comeTo(own, crowd);
                        assertThat(isReady(own)).isFalse();
                    });
            own.plain(HERE, 8081).close();
            for (var one : crowd) {
                one.close();
            }
            Eventually.eventually(SOON, () -> assertThat(isReady(own)).isTrue());
        }
    }

    /** One more, who is in the middle of a word: nginx throws out whoever has not begun. */
    private static void comeTo(EdgeNginx edge, List<Socket> crowd) {
        try {
            var socket = edge.connect(HERE, 8443);
            crowd.add(socket);
            socket.getOutputStream()
                    .write("GET /ping HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // It is full, which is what the next question is about.
            return;
        }
    }

    private static boolean isReady(EdgeNginx edge) {
        try (var socket = edge.plain(HERE, 8081)) {
            socket.setSoTimeout(PROBE_MAX_MS);
            var request = "GET /live HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = socket.getInputStream().readAllBytes();
            return new String(answer, StandardCharsets.US_ASCII).startsWith(OK);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void countsAHouseholdOfIpv6AsOneClient(@TempDir Path ownFolder) throws Exception {
        // Nobody here has addresses of so many networks: a header stands for them.
        var text =
                Chart.REGION
                        .byDefault()
                        .render("r", List.of("--set", "edge.ipv6=true,edge.requestsPerSecond=1"))
                        .text()
                        .replace(
                                "access_log off;",
                                "access_log off; set_real_ip_from ::1; real_ip_header X-Client;");
        try (var own = startNginx(ownFolder, Rendered.of(text))) {
            assertThat(pings(own, "2001:db8:0:1:%x::1")).contains(OK).contains(TOO_MANY);
            assertThat(pings(own, "2001:db8:0:%x::1")).contains(OK).doesNotContain(TOO_MANY);
            assertThat(pings(own, "192.0.2.%d")).contains(OK).doesNotContain(TOO_MANY);
        }
    }

    /** What an nginx answers to clients with addresses that differ in one number. */
    private static String pings(EdgeNginx nginx, String addresses) throws Exception {
        var requests = new StringBuilder();
        for (int i = 0x10; i < 0x20; i++) {
            requests.append("GET /ping HTTP/1.1\r\nX-Client: ")
                    .append(addresses.formatted(i))
                    .append("\r\n")
                    .append(i == 0x1f ? "Connection: close\r\n" : "")
                    .append(HOST)
                    .append("\r\n");
        }
        try (var socket = nginx.connect("::1", 8443)) {
            socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private int status(String head) throws Exception {
        return edge.status(HERE, 8443, head + HOST);
    }
}
