package dev.tankfleet.fleets.slow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.EdgeNginx;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Slow clients by the hundred on the centre's edge, one honest client each second meanwhile, and
 * what the slow ones cost. {@code -Dtankfleet.slow.clients=4000 -Dtankfleet.slow.seconds=60} is the
 * whole of it.
 */
@OnCharts
@NeedsProgram(Program.NGINX)
@Timeout(900)
final class SlowHttpIT {
    private static final int PAGE = 8443;
    private static final int CLIENTS = Integer.getInteger("tankfleet.slow.clients", 150);
    private static final int SECONDS = Integer.getInteger("tankfleet.slow.seconds", 3);
    private static final Duration ALL_THERE_MAX = Duration.ofMinutes(5);
    private static final int ANSWER_BYTES = 1024 * 1024;

    /** With few clients, what nginx itself needs to work at all counts for much. */
    private static final int FIRST_KIB = 8 * 1024;

    private static final String HOST = "Host: play.tankfleet.example\r\n";

    @TempDir private Path folder;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer behind;
    private EdgeNginx edge;

    @BeforeEach
    void startEdge() throws Exception {
        behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        behind.setExecutor(threads);
        behind.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(204, -1);
                    }
                });
        behind.createContext(
                "/long",
                exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(200, ANSWER_BYTES);
                        exchange.getResponseBody().write(new byte[ANSWER_BYTES]);
                    }
                });
        behind.start();
        edge =
                EdgeNginx.start(
                        folder,
                        Chart.CENTRE.with("small").rendered(),
                        Map.of(
                                "r-matchmaker:8090", behind.getAddress().getPort(),
                                "r-auth:8888", FreePorts.next()),
                        PAGE,
                        8888,
                        8086,
                        8081,
                        18888);
    }

    @AfterEach
    void stopEdge() {
        edge.close();
        behind.stop(0);
        threads.close();
    }

    @ParameterizedTest
    @EnumSource
    void servesHonestClientsWhileOthersAreSlow(Slowness slowness) throws Exception {
        int served = 0;
        long mostKib = 0;
        long mostSpilled = 0;
        int mostThere = 0;
        try (var slow = SlowClients.start(edge, PAGE, slowness, CLIENTS)) {
            Eventually.eventuallyTrue(
                    ALL_THERE_MAX, "they are there", () -> slow.came() >= CLIENTS);
            var clock = new CountDownLatch(1);
            for (int second = 0; second < SECONDS; second++) {
                var _ = clock.await(1, TimeUnit.SECONDS);
                served += honest(second) == 204 ? 1 : 0;
                mostKib = Math.max(mostKib, edge.memoryKib());
                mostSpilled = Math.max(mostSpilled, edge.spilledBytes());
                mostThere = Math.max(mostThere, slow.connected());
            }
            System.out.printf(
                    "slow %s: %d of %d at once, %d cut off, %d of %d honest ones served, nginx %d"
                            + " KiB and %d bytes of files%n",
                    slowness,
                    mostThere,
                    CLIENTS,
                    slow.cutOff(),
                    served,
                    SECONDS,
                    mostKib,
                    mostSpilled);
        }

        assertThat(served).isEqualTo(SECONDS);
        assertThat(mostKib)
                .isLessThanOrEqualTo(FIRST_KIB + (long) CLIENTS * EdgeMemoryTest.CONNECTION_KIB);
        assertThat(mostSpilled).isZero();
    }

    private int honest(int second) throws IOException {
        return edge.status("127.1.0." + (1 + second % 250), PAGE, "GET / HTTP/1.1\r\n" + HOST);
    }
}
