package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.tankfleet.agones.emulator.autoscaler.AutoscalerSpec;
import dev.tankfleet.agones.emulator.autoscaler.Policy;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.Amount;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A chain of a webhook and a counter, over a real socket. */
final class WebhookIT {
    private static final Duration SYNC = Duration.ofMillis(50);
    private static final Duration MAX = Duration.ofSeconds(20);

    private final Emulator emulator = Emulator.start(EmulatorConfig.fast("webhook"));
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final HttpServer hook;
    private volatile String answer = "{\"response\":{\"scale\":true,\"replicas\":3}}";
    private volatile int status = 200;

    WebhookIT() throws IOException {
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/scale", this::onRequest);
        hook.start();
    }

    @BeforeEach
    void startFleet() {
        ServerTemplate template =
                ServerTemplate.withLabels(Map.of("build", "7")).withCounter("matches", 0, 4);
        emulator.createFleet(FleetSpec.of("tanks", 1, template), spec -> () -> {});
        String url = "http://127.0.0.1:" + hook.getAddress().getPort() + "/scale";
        emulator.createAutoscaler(
                AutoscalerSpec.of(
                                "tanks",
                                new Policy.Chain(
                                        List.of(
                                                new Policy.Entry("hook", Policy.Webhook.at(url)),
                                                new Policy.Entry(
                                                        "ctr",
                                                        Policy.Room.inCounter(
                                                                "matches", Amount.of(8), 8, 80)))))
                        .withSync(SYNC));
    }

    @AfterEach
    void stopAll() {
        hook.stop(0);
        emulator.close();
    }

    @Test
    void scalesAsTheWebhookSaysAndTellsItWhatThereIs() throws InterruptedException {
        awaitReplicas(3);

        assertThat(asked.poll(10, TimeUnit.SECONDS))
                .contains("\"name\":\"tanks\"", "\"namespace\":\"default\"", "\"response\":null")
                .contains("\"labels\":{\"build\":\"7\"}", "\"matches\":{");
        assertThat(emulator.autoscalerStatus("tanks").lastAppliedPolicy())
                .isEqualTo("Chain:hook:Webhook");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{}",
                "{\"response\":null}",
                "{\"response\":{\"scale\":\"yes\",\"replicas\":3}}",
                "{\"response\":{\"scale\":true,\"replicas\":\"3\"}}",
                "[]"
            })
    void goesToTheNextEntryWhenTheAnswerCannotBeRead(String unreadable) {
        answer = unreadable;

        awaitReplicas(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 500})
    void goesToTheNextEntryWhenTheAnswerIsNoOk(int code) {
        status = code;

        awaitReplicas(2);
    }

    @Test
    void goesToTheNextEntryWhenNobodyListens() {
        awaitReplicas(3);

        hook.stop(0);

        awaitReplicas(2);
    }

    @Test
    void looksNoMoreOnceItIsDeleted() throws InterruptedException {
        awaitReplicas(3);

        emulator.deleteAutoscaler("tanks");
        emulator.scaleFleet("tanks", 1);
        awaitReplicas(1);
        asked.clear();

        // One question may have been on its way.
        var _ = asked.poll(SYNC.toMillis() * 4, TimeUnit.MILLISECONDS);
        assertThat(asked.poll(SYNC.toMillis() * 4, TimeUnit.MILLISECONDS)).isNull();
    }

    private void awaitReplicas(int replicas) {
        Eventually.eventuallyTrue(
                MAX,
                replicas + " servers",
                () -> emulator.fleetStatus("tanks").replicas() == replicas);
    }

    private void onRequest(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            boolean isEmpty = status == 204;
            exchange.sendResponseHeaders(status, isEmpty ? -1 : body.length);
            if (!isEmpty) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
