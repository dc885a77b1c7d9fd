package dev.tankfleet.agones.kubernetes.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import dev.tankfleet.agones.allocation.AllocatedServer;
import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationOutcome;
import dev.tankfleet.agones.allocation.CounterAction;
import dev.tankfleet.agones.allocation.ListAction;
import dev.tankfleet.agones.allocation.Selector;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Against an HTTP server that answers as the API server of Agones does, well or badly. */
@Timeout(120)
final class GameServerAllocationsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PATH =
            "/apis/allocation.agones.dev/v1/namespaces/games/gameserverallocations";
    private static final Allocation ANY = Allocation.ready("games", Map.of("build", "7"));

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private int code = 201;
    private String body = "";
    private boolean isHanging;
    private boolean isHalf;
    private HttpServer server;
    private KubernetesClient client;

    @BeforeEach
    void startsServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    asked.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestURI()
                                    + " "
                                    + new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8));
                    if (isHanging) {
                        await(release);
                    }
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(code, isHalf ? 1_000 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                    if (isHalf) {
                        exchange.getResponseBody().flush();
                        await(release);
                    }
                    exchange.close();
                });
        server.start();
        client =
                new KubernetesClientBuilder()
                        .withConfig(
                                new ConfigBuilder()
                                        .withMasterUrl(
                                                "http://127.0.0.1:" + server.getAddress().getPort())
                                        // Somebody who likes to try again.
                                        .withRequestRetryBackoffLimit(5)
                                        .withRequestRetryBackoffInterval(10)
                                        .build())
                        .build();
    }

    @AfterEach
    void stops() {
        release.countDown();
        client.close();
        server.stop(0);
    }

    @Test
    void asksInTheWordsOfAgonesAndReadsTheServer() {
        body =
                """
                {"apiVersion":"allocation.agones.dev/v1","kind":"GameServerAllocation",
                 "metadata":{"name":"tanks-1"},"spec":{"multiClusterSetting":{"policySelector":{}},
                  "required":{"gameServerState":"Ready"},"scheduling":"Packed","metadata":{}},
                 "status":{"state":"Allocated",
                  "gameServerName":"tanks-1","ports":[{"name":"default","port":7001}],
                  "address":"10.0.0.1","addresses":[{"type":"InternalIP","address":"10.0.0.1"}],
                  "nodeName":"n1","source":"local","metadata":{"labels":{"build":"7"},
                  "annotations":{"agones.dev/last-allocated":"now"}},
                  "counters":{"rooms":{"count":1,"capacity":4}},
                  "lists":{"ids":{"capacity":2,"values":["m1"]}},"future":1}}\
                """;
        var allocation =
                Allocation.in("games")
                        .orSelect(
                                Selector.allocated(Map.of("build", "7"))
                                        .where(new Selector.Condition.In("mode", Set.of("ffa")))
                                        .withCounter("rooms", Selector.CounterRange.available(1)))
                        .thenBy(Allocation.Priority.fillCounter("rooms"))
                        .withAnnotation("intent", "i1")
                        .withCounter("rooms", CounterAction.add(1))
                        .withList("ids", ListAction.adding("m1"));

        var outcome = new GameServerAllocations(client, SOON).allocate(allocation);

        assertThat(outcome)
                .isEqualTo(
                        new AllocationOutcome.Allocated(
                                new AllocatedServer(
                                        "tanks-1",
                                        "10.0.0.1",
                                        List.of(
                                                new AllocatedServer.Address(
                                                        "InternalIP", "10.0.0.1")),
                                        List.of(new AllocatedServer.Port("default", 7001)),
                                        "n1",
                                        Map.of("build", "7"),
                                        Map.of("agones.dev/last-allocated", "now"),
                                        Map.of("rooms", new AllocatedServer.Counter(1, 4)),
                                        Map.of(
                                                "ids",
                                                new AllocatedServer.ValueList(2, List.of("m1"))))));
        assertThat(asked).hasSize(1);
        assertThat(asked.element())
                .startsWith("POST " + PATH + " {")
                .contains(
                        "\"gameServerState\":\"Allocated\"",
                        "{\"key\":\"mode\",\"operator\":\"In\",\"values\":[\"ffa\"]}",
                        "\"minAvailable\":1",
                        "{\"type\":\"Counter\",\"key\":\"rooms\",\"order\":\"Ascending\"}",
                        "\"annotations\":{\"intent\":\"i1\"}",
                        "{\"action\":\"Increment\",\"amount\":1}",
                        "{\"addValues\":[\"m1\"]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "201 | {\"status\":{\"state\":\"UnAllocated\"}} | NoneReady",
                "201 | {\"status\":{\"state\":\"Contention\"}}  | Contention",
                "201 | {\"status\":{\"state\":\"\"}}            | UnknownMayHaveHappened",
                "201 | {}                                       | UnknownMayHaveHappened",
                "201 | not json                                 | UnknownMayHaveHappened",
                "422 | {\"kind\":\"Status\",\"code\":422}       | Invalid",
                "403 | {\"kind\":\"Status\",\"code\":403}       | Invalid",
                "404 | page not found                           | Invalid",
                "409 | {\"kind\":\"Status\",\"code\":409}       | Contention",
                "429 | {\"kind\":\"Status\",\"code\":429}       | Unavailable",
                "500 | {\"kind\":\"Status\",\"code\":500}       | UnknownMayHaveHappened",
                "503 | service unavailable                      | UnknownMayHaveHappened",
            })
    void tellsWhatCameOfItAndNeverAsksTwice(int answered, String text, String outcome) {
        code = answered;
        body = text;

        assertThat(new GameServerAllocations(client, SOON).allocate(ANY).getClass().getSimpleName())
                .isEqualTo(outcome);
        assertThat(asked).hasSize(1);
    }

    @Test
    void leavesItOpenWhenNoAnswerComesInTime() {
        isHanging = true;

        assertThat(new GameServerAllocations(client, Duration.ofSeconds(2)).allocate(ANY))
                .isInstanceOf(AllocationOutcome.UnknownMayHaveHappened.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void leavesItOpenWhenAnAnswerStopsInTheMiddle() {
        isHalf = true;

        assertThat(new GameServerAllocations(client, Duration.ofSeconds(2)).allocate(ANY))
                .isInstanceOf(AllocationOutcome.UnknownMayHaveHappened.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void knowsThatNothingWasAskedWhenNobodyIsThere() {
        server.stop(0);

        assertThat(new GameServerAllocations(client, SOON).allocate(ANY))
                .isInstanceOf(AllocationOutcome.Unavailable.class);
    }

    @Test
    void refusesADeadlineThatIsNone() {
        assertThatThrownBy(() -> new GameServerAllocations(client, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("deadline: PT0S (expected: > 0)");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
