package dev.tankfleet.fleets.centre;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The edge as the chart configures it, on a real nginx, with slow clients and hasty ones. The
 * loopback network gives each client an address of its own.
 */
@OnCharts
@NeedsProgram(Program.NGINX)
final class EdgeConfIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String HOST = "Host: play.tankfleet.example\r\n";
    private static final String ATTACKER = "127.0.0.2";
    private static final String HONEST = "127.0.0.3";
    private static final int PAGE = 8443;
    private static final int CONNECTIONS_MAX = 20;
    private static final int SLOW_HANDSHAKES = 500;
    private static final int SLOW_HEADERS = 20;
    private static final int SLOW_BODIES = 30;
    private static final long HEADER_MAX_MS = 5_000;
    private static final long BODY_MAX_MS = 10_000;

    /** Far from the 60 s that nginx gives by itself. */
    private static final long BUSY_MACHINE_MS = 15_000;

    private static final long HONEST_EVERY_MS = 200;
    private static final int HONEST_MIN = 10;

    @TempDir private Path folder;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger held = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer matchmaker;
    private EdgeNginx edge;

    @BeforeEach
    void startEdge() throws Exception {
        matchmaker =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        matchmaker.setExecutor(threads);
        matchmaker.createContext("/", this::answer);
        matchmaker.start();
        int port = matchmaker.getAddress().getPort();
        var rendered =
                Chart.CENTRE
                        .with("small")
                        .render(
                                "r",
                                List.of(
                                        "--set",
                                        "matchmaker.scaling.enabled=true,regions.lab.autoscalerNetworks[0]=127.0.0.4/32"));
        edge =
                EdgeNginx.start(
                        folder,
                        rendered,
                        Map.of(
                                "r-matchmaker:8090", port,
                                "r-matchmaker:8004", port,
                                "r-auth:8888", FreePorts.next()),
                        PAGE,
                        8888,
                        8086,
                        8081,
                        18888);
    }

    @AfterEach
    void stopEdge() {
        release.countDown();
        edge.close();
        matchmaker.stop(0);
        threads.close();
    }

    @Test
    void leadsToThePageAndSaysForWhom() throws Exception {
        assertThat(get(HONEST, "/js/main.js", "X-Forwarded-For: 203.0.113.9\r\n")).isEqualTo(204);
        assertThat(get(HONEST, "/matchmaking/tickets/t-1", "")).isEqualTo(204);

        assertThat(seen)
                .containsExactly(
                        "/js/main.js for 127.0.0.3 by https",
                        "/matchmaking/tickets/t-1 for 127.0.0.3 by https");
    }

    @Test
    void answersByItselfWhatIsTooLarge() throws Exception {
        assertThat(status(HONEST, "POST /matchmaking/find HTTP/1.1\r\nContent-Length: 70000\r\n"))
                .isEqualTo(413);
        assertThat(get(HONEST, "/" + "x".repeat(3_000), "")).isEqualTo(414);
        assertThat(get(HONEST, "/", "X-Long: " + "x".repeat(9_000) + "\r\n")).isEqualTo(400);

        assertThat(seen).isEmpty();
    }

    @Test
    void letsARegionsAutoscalersAskAboutTheirRegionAlone() throws Exception {
        var region = "127.0.0.4";
        assertThat(post(region, "/autoscale/lab/1.4.2")).isEqualTo(204);
        assertThat(post(region, "/autoscale/lab")).isEqualTo(204);
        assertThat(post(HONEST, "/autoscale/lab/1.4.2")).isEqualTo(403);
        assertThat(post(region, "/autoscale/us-east/1.4.2")).isEqualTo(404);
        assertThat(post(region, "/autoscale/us-east/../lab")).isEqualTo(204);
        assertThat(post(HONEST, "/x/../autoscale/%6cab")).isEqualTo(403);
        assertThat(post(region, "/autoscale/lab/1.4.2/more")).isEqualTo(404);

        assertThat(seen)
                .allMatch(line -> line.startsWith("/autoscale/lab") && !line.contains(".."))
                .hasSize(3);
    }

    @Test
    void countsConnectionsAndRequestsByAddress() throws Exception {
        for (int i = 0; i < CONNECTIONS_MAX; i++) {
            var socket = edge.connect(ATTACKER, PAGE);
            socket.getOutputStream()
                    .write(
                            ("GET /hold HTTP/1.1\r\n" + HOST + "\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
        }
        Eventually.eventuallyTrue(SOON, "all are held", () -> held.get() == CONNECTIONS_MAX);

        assertThat(get(ATTACKER, "/one-more", "")).isEqualTo(429);
        assertThat(get(HONEST, "/mine", "")).isEqualTo(204);

        var hasty = ("GET /hasty HTTP/1.1\r\n" + HOST + "\r\n").repeat(150);
        try (var socket = edge.connect("127.0.0.5", PAGE)) {
            socket.getOutputStream().write(hasty.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream()
                    .write(
                            ("GET /end HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            var answers =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answers).contains("HTTP/1.1 204").contains("HTTP/1.1 429");
        }
        assertThat(get(HONEST, "/mine-again", "")).isEqualTo(204);
    }

    @Test
    void endsSlowClientsAndServesHonestOnesMeanwhile() throws Exception {
        var slow = new ArrayList<CompletableFuture<Long>>();
        for (int i = 0; i < SLOW_HANDSHAKES; i++) {
            slow.add(ended(() -> edge.plain(ATTACKER, PAGE), "\u0016\u0003\u0001"));
        }
        for (int i = 0; i < SLOW_HEADERS; i++) {
            slow.add(ended(() -> edge.connect(ATTACKER, PAGE), "GET /slow HTTP/1.1\r\n" + HOST));
        }
        var early = List.copyOf(slow);
        var half = "POST /slow HTTP/1.1\r\n" + HOST + "Content-Length: 9\r\n\r\nx";
        for (int i = 0; i < SLOW_BODIES; i++) {
            slow.add(ended(() -> edge.connect(ATTACKER, PAGE), half));
        }
        var all = CompletableFuture.allOf(slow.toArray(CompletableFuture[]::new));
        int honest = 0;
        while (!isDoneWithin(all, HONEST_EVERY_MS)) {
            // Each from an address of its own, as players come.
            assertThat(get("127.1.0." + (1 + honest % 250), "/honest", "")).isEqualTo(204);
            honest++;
        }

        assertThat(honest).isGreaterThanOrEqualTo(HONEST_MIN);
        assertThat(seen).allMatch(line -> line.startsWith("/honest"));
        assertThat(early)
                .extracting(CompletableFuture::join)
                .allMatch(tookMs -> tookMs < HEADER_MAX_MS + BUSY_MACHINE_MS);
        assertThat(slow)
                .extracting(CompletableFuture::join)
                .allMatch(tookMs -> tookMs < BODY_MAX_MS + BUSY_MACHINE_MS);
    }

    /** How long one connection lives on which something is sent and nothing follows. */
    private CompletableFuture<Long> ended(Callable<Socket> connect, String sent) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long fromNs = System.nanoTime();
                    try (var socket = connect.call()) {
                        socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
                        fromNs = System.nanoTime();
                        var _ = socket.getInputStream().readAllBytes();
                    } catch (SocketTimeoutException e) {
                        throw new AssertionError("nobody ended it", e);
                    } catch (IOException _) {
                        // Ended as well, with a reset, or because its handshake was too slow.
                    } catch (Exception e) { // as a Callable may throw; a socket throws no others
                        throw new AssertionError("no connection", e);
                    }
                    return Duration.ofNanos(System.nanoTime() - fromNs).toMillis();
                },
                threads);
    }

    private static boolean isDoneWithin(CompletableFuture<?> future, long waitMs) throws Exception {
        try {
            future.get(waitMs, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString();
            if (path.equals("/hold")) {
                held.incrementAndGet();
                release.await();
            } else {
                var headers = exchange.getRequestHeaders();
                seen.add(
                        path
                                + " for "
                                + headers.getFirst("X-Forwarded-For")
                                + " by "
                                + headers.getFirst("X-Forwarded-Proto"));
            }
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private int get(String from, String path, String headers) throws IOException {
        return status(from, "GET " + path + " HTTP/1.1\r\n" + headers);
    }

    private int post(String from, String path) throws IOException {
        return status(from, "POST " + path + " HTTP/1.1\r\nContent-Length: 0\r\n");
    }

    private int status(String from, String head) throws IOException {
        return edge.status(from, PAGE, head + HOST);
    }
}
