package dev.tankfleet.agones.emulator;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.sdk.GameServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The sidecar and the allocator as JSON over HTTP, by a client that knows nothing but HTTP. */
@Timeout(120)
final class RestIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Emulator emulator = Emulator.start(EmulatorConfig.fast("rest"));
    private int sidecar;

    @BeforeEach
    void startsOneServer() {
        var template =
                ServerTemplate.withLabels(Map.of("build", "7"))
                        .withCounter("rooms", 1, 10)
                        .withList("players", 3, List.of("anna"));
        sidecar = emulator.createGameServer("d1", template) + 1;
    }

    @AfterEach
    void closes() {
        http.close();
        emulator.close();
    }

    @Test
    void leadsAServerThroughItsStates() throws Exception {
        assertThat(send("POST", "/ready", "{}")).isEqualTo(new Answer(200, "{}"));
        untilState(GameServer.State.READY);
        assertThat(send("POST", "/reserve", "{\"seconds\":\"5\"}").status()).isEqualTo(200);
        untilState(GameServer.State.RESERVED);
        assertThat(send("POST", "/allocate", "").status()).isEqualTo(200);
        untilState(GameServer.State.ALLOCATED);
        assertThat(send("POST", "/health", "{}")).isEqualTo(new Answer(200, "{}"));
        assertThat(send("POST", "/shutdown", "{}").status()).isEqualTo(200);
        eventually(SOON, () -> assertThat(emulator.gameServers()).isEmpty());
    }

    /** No number ends the cluster. */
    @ParameterizedTest
    @ValueSource(longs = {10_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void reservesForAnyTime(long seconds) throws Exception {
        String body = "{\"seconds\":\"" + seconds + "\"}";
        assertThat(send("POST", "/reserve", body)).isEqualTo(new Answer(200, "{}"));
        untilState(seconds > 0 ? GameServer.State.RESERVED : GameServer.State.READY);
    }

    @Test
    void namesFieldsAsTheProtoFilesAndLongNumbersAsTexts() throws Exception {
        send("PUT", "/metadata/label", "{\"key\":\"mode\",\"value\":\"ffa\"}");
        send("PUT", "/metadata/annotation", "{\"key\":\"note\",\"value\":\"a \\\"b\\\"\"}");
        eventually(
                SOON,
                () ->
                        assertThat(emulator.gameServers().getFirst().annotations())
                                .containsEntry("agones.dev/sdk-note", "a \"b\""));

        var answer = send("GET", "/gameserver", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"object_meta\":{\"name\":\"d1\",\"namespace\":\"default\"")
                .contains("\"deletion_timestamp\":\"0\"")
                .contains("\"agones.dev/sdk-mode\":\"ffa\"")
                .contains("\"counters\":{\"rooms\":{\"count\":\"1\",\"capacity\":\"10\"}}");
    }

    @Test
    void countsAndKeepsLists() throws Exception {
        assertThat(send("GET", "/v1beta1/counters/rooms", ""))
                .isEqualTo(
                        new Answer(
                                200, "{\"name\":\"rooms\",\"count\":\"1\",\"capacity\":\"10\"}"));
        assertThat(send("PATCH", "/v1beta1/counters/rooms", "{\"countDiff\":\"2\"}"))
                .isEqualTo(
                        new Answer(
                                200, "{\"name\":\"rooms\",\"count\":\"3\",\"capacity\":\"10\"}"));
        assertThat(send("POST", "/v1beta1/lists/players:addValue", "{\"value\":\"bert\"}").body())
                .contains("\"values\":[\"anna\",\"bert\"]");
        assertThat(
                        send("POST", "/v1beta1/lists/players:removeValue", "{\"value\":\"anna\"}")
                                .body())
                .contains("\"values\":[\"bert\"]");
        assertThat(send("GET", "/v1beta1/lists/players", "").body())
                .isEqualTo("{\"name\":\"players\",\"capacity\":\"3\",\"values\":[\"bert\"]}");
    }

    /** UNKNOWN is 500, and only the text tells what it is, as on the real one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET   | /v1beta1/counters/nope  |                   | 500 | counter not found",
                "PATCH | /v1beta1/counters/rooms | {\"count\":\"11\"}  | 500 | out of range",
                "PATCH | /v1beta1/lists/players  | {\"capacity\":\"9\"} | 500 | no gameservers",
                "PUT   | /metadata/label         | {\"key\":\"!\"}     | 400 | invalid label",
                "POST  | /health                 |                   | 400 | unexpected end",
                "POST  | /reserve                | {\"seconds\":\"x\"} | 400 | no JSON for Reserve",
                "POST  | /ready                  | {                 | 400 | no JSON for Ready",
                "GET   | /ready                  |                   | 501 | Not Allowed",
                "GET   | /nowhere                |                   | 404 | Not Found",
                "GET   | /v1beta1/counters/a%2Fb |                   | 404 | Not Found",
                "GET   | /v1beta1/counters/%zz   |                   | 400 | Bad Request",
            })
    void refusesAsTheGatewayDoes(String verb, String path, String body, int status, String text)
            throws Exception {
        var answer = raw(verb, path, body == null ? "" : body);

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer).contains("\"message\":\"").contains(text).endsWith("\"details\":[]}");
    }

    @Test
    void watchesLineByLine() throws Exception {
        var request = HttpRequest.newBuilder(uri("/watch/gameserver")).build();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                http.send(request, BodyHandlers.ofInputStream()).body(),
                                StandardCharsets.UTF_8))) {
            assertThat(lines.readLine())
                    .startsWith("{\"result\":{\"object_meta\":{\"name\":\"d1\"");
            send("POST", "/ready", "");
            String line = lines.readLine();
            while (!line.contains("\"state\":\"Ready\"")) {
                line = lines.readLine();
            }
        }
    }

    @Test
    void answersInOrderWhoAsksAheadAndCutsWhoAsksTooMuch() throws Exception {
        try (var socket = new Socket("127.0.0.1", sidecar)) {
            socket.setSoTimeout(Math.toIntExact(SOON.toMillis()));
            String both =
                    head("GET", "/v1beta1/counters/rooms")
                            + "GET /nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(both.getBytes(StandardCharsets.US_ASCII));
            var answers =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers).contains("200 OK").contains("404 Not Found");
            assertThat(answers.indexOf("200 OK")).isLessThan(answers.indexOf("404 Not Found"));
        }
        try (var socket = new Socket("127.0.0.1", sidecar)) {
            socket.setSoTimeout(Math.toIntExact(SOON.toMillis()));
            // A watch never ends: what is asked behind it waits.
            var watch = head("GET", "/watch/gameserver") + head("GET", "/gameserver").repeat(20);
            socket.getOutputStream().write(watch.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void refusesABodyThatIsTooBig() throws Exception {
        var answer = send("PUT", "/metadata/annotation", "x".repeat(300 * 1024));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void allocatesWhatTheBodyAsksFor() throws Exception {
        emulator.createFleet(
                FleetSpec.of("tanks", 1, ServerTemplate.withLabels(Map.of("build", "8"))),
                spec -> {
                    sendTo(spec.sidecarHttpPort(), "POST", "/ready", "");
                    return () -> {};
                });
        eventually(
                SOON, () -> assertThat(emulator.counts()).containsEntry(GameServer.State.READY, 1));
        String ask =
                "{\"namespace\":\"default\",\"gameServerSelectors\":"
                        + "[{\"matchLabels\":{\"build\":\"8\"}}],"
                        + "\"metadata\":{\"annotations\":{\"tankfleet.dev/intent\":\"i1\"}}}";

        var first = sendTo(emulator.allocatorPort() + 1, "POST", "/gameserverallocation", ask);
        var second = sendTo(emulator.allocatorPort() + 1, "POST", "/gameserverallocation", ask);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body())
                .startsWith("{\"gameServerName\":\"tanks-")
                .contains("\"tankfleet.dev/intent\":\"i1\"");
        assertThat(second)
                .isEqualTo(
                        new Answer(
                                429,
                                "{\"code\":8,\"message\":\"there is no available GameServer to"
                                        + " allocate\",\"details\":[]}"));
    }

    private record Answer(int status, String body) {}

    private Answer send(String verb, String path, String body) throws Exception {
        return sendTo(sidecar, verb, path, body);
    }

    private Answer sendTo(int port, String verb, String path, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(verb, BodyPublishers.ofString(body))
                        .timeout(SOON)
                        .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    /** The whole answer as it came, to requests that no client library lets through. */
    private String raw(String verb, String path, String body) throws Exception {
        try (var socket = new Socket("127.0.0.1", sidecar)) {
            socket.setSoTimeout(Math.toIntExact(SOON.toMillis()));
            String request =
                    verb
                            + " "
                            + path
                            + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: "
                            + body.length()
                            + "\r\n\r\n"
                            + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String head(String verb, String path) {
        return verb + " " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + sidecar + path);
    }

    private void untilState(GameServer.State state) throws Exception {
        eventually(SOON, () -> assertThat(emulator.counts()).containsKey(state));
    }
}
