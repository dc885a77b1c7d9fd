package dev.tankfleet.matchmaker.scaling.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.matchmaker.scaling.Scaling;
import dev.tankfleet.matchmaker.scaling.ScalingConfig;
import dev.tankfleet.matchmaker.scaling.ScalingMeters;
import dev.tankfleet.matchmaker.scaling.Tables;
import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.status.ServerState;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The webhook over HTTP, as a controller and as somebody else asks it. */
@Timeout(60)
final class ScalingWebhookIT {
    private static final ScalingConfig CONFIG =
            new ScalingConfig(true, "127.0.0.1", 0, 1, 100, Duration.ofMinutes(1));
    private static final String REVIEW =
            """
            {"request":{"uid":"u-1","name":"tanks","namespace":"default","annotations":{"a":"b"},
             "labels":{"build":"7"},"status":{"replicas":3,"readyReplicas":1,"reservedReplicas":0,
             "allocatedReplicas":2,"counters":{"matches":{"count":1,"capacity":8}}}},
             "response":null}\
            """;

    private final Tables servers = new Tables();
    private final ScalingWebhook webhook =
            ScalingWebhook.start(
                    CONFIG,
                    Scaling.create(CONFIG, 4, Tables.REGIONS, servers.table, () -> 0),
                    new ScalingMeters(new SimpleMeterRegistry()));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stops() {
        http.close();
        webhook.close();
    }

    @Test
    void answersUnderTheIdOfTheQuestion() throws Exception {
        servers.says("eu", "a", "7", ServerState.ALLOCATED, 4, 0);

        var answer = post("/autoscale/eu", REVIEW);

        assertThat(answer.statusCode()).isEqualTo(200);
        var response =
                Json.read(answer.body().getBytes(StandardCharsets.UTF_8), 1_000)
                        .objectOrNull("response");
        assertThat(response.text("uid", 10)).isEqualTo("u-1");
        assertThat(response.bool("scale")).isTrue();
        assertThat(response.integer("replicas", 0, 100)).isEqualTo(4);
    }

    @Test
    void readsTheBuildFromThePath() throws Exception {
        servers.says("eu", "a", "7.1", ServerState.ALLOCATED, 0, 0);
        servers.says("eu", "b", "8", ServerState.ALLOCATED, 4, 0);

        assertThat(post("/autoscale/eu/7.1", REVIEW).body()).contains("\"replicas\":3");
        assertThat(post("/autoscale/eu/8", REVIEW).body()).contains("\"replicas\":4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "/autoscale/eu | no JSON | 400 | malformed_body",
                "/autoscale/eu | {} | 400 | malformed_body",
                "/autoscale/eu | {\"request\":{\"uid\":\"u\"}} | 400 | malformed_body",
                "/autoscale/eu |"
                    + " {\"request\":{\"uid\":\"u\",\"status\":{\"readyReplicas\":0,\"reservedReplicas\":0,\"allocatedReplicas\":-1}}}"
                    + " | 400 | malformed_body",
                "/autoscale/mars | OK | 404 | unknown_region",
                "/autoscale/eu | OK | 503 | region_silent",
                "/autoscale/ | OK | 404 | not_found",
                "/autoscale/a/b/c | OK | 404 | not_found",
                "/metrics | OK | 404 | not_found",
            })
    void refusesWithAProblemWhatIsNoQuestionForIt(String path, String body, int status, String code)
            throws Exception {
        var answer = post(path, body.equals("OK") ? REVIEW : body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    }

    @Test
    void refusesAnotherVerbAndABodyThatIsTooLarge() throws Exception {
        var get =
                http.send(
                        HttpRequest.newBuilder(url("/autoscale/eu")).build(),
                        BodyHandlers.ofString());

        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(post("/autoscale/eu", " ".repeat(Review.SIZE_MAX_BYTES + 1)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void endsTheConnectionOfWhoAsksHalfAQuestion() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), webhook.port())) {
            socket.getOutputStream()
                    .write(
                            "POST /autoscale/eu HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void endsItsConnectionsWhenItStops() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), webhook.port())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');

            webhook.close();

            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        }
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(url(path)).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + webhook.port() + path);
    }
}
