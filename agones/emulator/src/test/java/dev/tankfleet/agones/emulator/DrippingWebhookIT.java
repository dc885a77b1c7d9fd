package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import dev.tankfleet.agones.emulator.autoscaler.Policy;
import dev.tankfleet.agones.emulator.autoscaler.WebhookCaller.Review;
import dev.tankfleet.agones.emulator.autoscaler.http.HttpWebhookCaller;
import dev.tankfleet.agones.emulator.fleet.FleetStatus;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The time-out of a webhook is one for its whole answer, and its numbers are read as Go does. */
@Timeout(60)
final class DrippingWebhookIT {
    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final Review REVIEW =
            new Review(
                    "uid",
                    "tanks",
                    "default",
                    new FleetStatus(1, 1, 0, 0, 0, Map.of(), Map.of()),
                    0,
                    Map.of(),
                    Map.of());

    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer hook;
    private volatile String answer = "";

    @BeforeEach
    void startHook() throws IOException {
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext(
                "/drip",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    awaitEnd();
                });
        hook.createContext(
                "/moved",
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "/answer");
                    exchange.sendResponseHeaders(307, -1);
                    exchange.close();
                });
        hook.createContext(
                "/answer",
                exchange -> {
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        hook.start();
    }

    @AfterEach
    void stopHook() {
        end.countDown();
        hook.stop(0);
    }

    @Test
    void givesUpAnAnswerThatNeverEnds() {
        try (var caller = new HttpWebhookCaller(TIMEOUT)) {
            assertThatThrownBy(() -> caller.ask(at("/drip"), REVIEW))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no answer in PT0.3S");
        }
    }

    @Test
    void followsWhoeverMoved() throws IOException {
        answer = "{\"response\":{\"scale\":true,\"replicas\":4}}";
        try (var caller = new HttpWebhookCaller()) {
            assertThat(caller.ask(at("/moved"), REVIEW).replicas()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.7", "1e2", "4294967296", "\"3\"", "[]"})
    void refusesReplicasThatAreNoWholeNumber(String replicas) {
        answer = "{\"response\":{\"scale\":true,\"replicas\":" + replicas + "}}";
        try (var caller = new HttpWebhookCaller()) {
            assertThatThrownBy(() -> caller.ask(at("/answer"), REVIEW))
                    .isInstanceOf(IOException.class);
        }
    }

    private Policy.Webhook at(String path) {
        return Policy.Webhook.at("http://127.0.0.1:" + hook.getAddress().getPort() + path);
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
