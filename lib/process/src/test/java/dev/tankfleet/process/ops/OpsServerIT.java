package dev.tankfleet.process.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

final class OpsServerIT {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final AtomicBoolean isReady = new AtomicBoolean();
    private final Probe ready = new Probe();
    private final OpsServer server = serverOn(0);

    private OpsServer serverOn(int port) {
        return OpsServer.create(
                new OpsConfig("127.0.0.1", port, null),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                new Probe(),
                ready);
    }

    @BeforeEach
    void startServer() {
        ready.require("database", isReady::get);
        server.start();
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void answersReadyOnlyWhenEveryConditionHolds() throws Exception {
        var before = get(server, "/ready");
        assertThat(before.statusCode()).isEqualTo(503);
        assertThat(before.body()).isEqualTo("{\"ready\":false,\"missing\":[\"database\"]}");

        isReady.set(true);

        var after = get(server, "/ready");
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.body()).isEqualTo("{\"ready\":true,\"missing\":[]}");
    }

    @Test
    void staysAliveWhileItIsNotReady() throws Exception {
        var answer = get(server, "/live");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"live\":true,\"missing\":[]}");
    }

    @Test
    void showsTheMetersOfTheJvmOnceAndAgainAfterARestart() throws Exception {
        try (var second = serverOn(0)) {
            second.start();
            assertThat(get(server, "/metrics").body()).contains("jvm_memory_used_bytes");
            assertThat(get(second, "/metrics").body()).doesNotContain("jvm_memory_used_bytes");
        }
        server.close();
        try (var third = serverOn(0)) {
            third.start();
            assertThat(get(third, "/metrics").body()).contains("jvm_memory_used_bytes");
        }
    }

    @Test
    void refusesOtherPathsAndMethods() throws Exception {
        assertThat(get(server, "/readyness").statusCode()).isEqualTo(404);
        assertThat(get(server, "/").statusCode()).isEqualTo(404);
        var post = request(server, "/ready").POST(HttpRequest.BodyPublishers.noBody()).build();
        assertThat(send(post).statusCode()).isEqualTo(405);
    }

    @Test
    void namesAPortThatIsTaken() {
        try (var second = serverOn(server.port())) {
            assertThatThrownBy(second::start)
                    .hasMessage("cannot listen on ops port %d of 127.0.0.1", server.port())
                    .hasCauseInstanceOf(BindException.class);
        }
    }

    @Test
    void freesPortAndThreadsWhenItCloses() {
        int port = server.port();

        server.close();

        try (var second = serverOn(port)) {
            second.start();
            assertThat(second.port()).isEqualTo(port);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("ops-"));
    }

    private static HttpResponse<String> get(OpsServer server, String path) throws Exception {
        return send(request(server, path).build());
    }

    private static HttpRequest.Builder request(OpsServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(ANSWER_MAX);
    }

    private static HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
