package dev.tankfleet.fleets.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.EdgeNginx;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The edge as the chart configures it, on a real nginx in front of a listener that takes notes. */
@OnCharts
@NeedsProgram(Program.NGINX)
final class EdgeConfIT {
    private static final String HOST = "Host: eu.play.tankfleet.example\r\n";
    private static final String HERE = "127.0.0.1";

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
        edge =
                EdgeNginx.start(
                        folder,
                        Chart.REGION.byDefault().rendered(),
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

    private int status(String head) throws Exception {
        return edge.status(HERE, 8443, head + HOST);
    }
}
