package dev.tankfleet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.process.client.ProxyTrust;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/** A service without any feature, over real sockets. */
final class HttpServiceTest {
    private static final URI PAGE = URI.create("https://play.test");

    @Test
    void saysNoInTheShapeOfTheContract() throws Exception {
        try (var service = start(0)) {
            var answer = get(service.url().resolve("/nothing"));

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat(answer.body()).contains("\"code\":\"not_found\"").contains("\"status\":404");
        }
    }

    @Test
    void isReadyUntilItIsClosed() {
        var service = start(0);
        assertThat(service.isReady()).isTrue();

        service.close();

        assertThat(service.isReady()).isFalse();
        assertThatThrownBy(() -> get(service.url())).isInstanceOf(java.io.IOException.class);
    }

    @Test
    void failsWhenThePortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> start(taken.getLocalPort()))
                    .hasStackTraceContaining("Address already in use");
        }
    }

    @Test
    void failsWithoutTheFileOfTheService() {
        var config = new HttpConfig("127.0.0.1", 0, List.of(), ProxyTrust.NONE, 1);

        assertThatThrownBy(
                        () ->
                                HttpService.start(
                                        getClass(),
                                        "absent",
                                        config,
                                        new SimpleMeterRegistry(),
                                        Map.of()))
                .hasMessageContaining("absent.yml");
    }

    private HttpService start(int port) {
        return HttpService.start(
                getClass(),
                "sample",
                new HttpConfig("127.0.0.1", port, List.of(PAGE), ProxyTrust.NONE, 1),
                new SimpleMeterRegistry(),
                Map.of());
    }

    private static HttpResponse<String> get(URI url) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
        }
    }
}
