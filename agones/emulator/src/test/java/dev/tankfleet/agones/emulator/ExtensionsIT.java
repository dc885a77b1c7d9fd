package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.extensions.ExtensionsTls;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.testkit.time.Eventually;
import dev.tankfleet.testkit.tls.TestCertificates;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The allocation API over HTTPS, as an API server calls it. */
@Timeout(120)
final class ExtensionsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ALLOCATIONS =
            "/apis/allocation.agones.dev/v1/namespaces/default/gameserverallocations";

    private static Emulator emulator;
    private static HttpClient api;
    private static String url;

    @BeforeAll
    static void startsExtensions(@TempDir Path folder) throws Exception {
        var certificates = new TestCertificates(folder);
        certificates.make("extensions");
        emulator = Emulator.start(EmulatorConfig.fast("extensions"));
        int port =
                emulator.openExtensions(
                        0,
                        new ExtensionsTls(
                                certificates.certificate("extensions"),
                                certificates.key("extensions")));
        url = "https://localhost:" + port;
        api = HttpClient.newBuilder().sslContext(certificates.trusting("extensions")).build();
    }

    @AfterAll
    static void closesAll() {
        api.close();
        emulator.close();
    }

    @Test
    void answers201WithTheServerThatWasPicked() throws Exception {
        readyServer("picked", Map.of("mode", "a"));

        var answer =
                post(
                        """
                        {"spec": {
                          "selectors": [{"matchLabels": {"mode": "a"}, "gameServerState": "Ready"}],
                          "metadata": {"annotations": {"example.org/intent": "i1"}},
                          "counters": {"matches": {"action": "Increment", "amount": 1}}}}
                        """);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body())
                .contains("\"state\":\"Allocated\"")
                .contains("\"gameServerName\":\"picked\"")
                .contains("\"example.org/intent\":\"i1\"")
                .containsPattern("\"matches\":\\{[^}]*\"count\":1[,}]");
        assertThat(emulator.allocations().total()).isEqualTo(1);
    }

    @Test
    void answers201WhenNoServerIsLeft() throws Exception {
        var answer = post("{\"spec\": {\"selectors\": [{\"matchLabels\": {\"mode\": \"none\"}}]}}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"state\":\"UnAllocated\"");
    }

    @Test
    void refusesWhatBreaksARuleWith422() throws Exception {
        var badKey = post("{\"spec\": {\"metadata\": {\"labels\": {\"not a key\": \"x\"}}}}");
        var badState = post("{\"spec\": {\"selectors\": [{\"gameServerState\": \"Gone\"}]}}");

        assertThat(badKey.statusCode()).isEqualTo(422);
        assertThat(badKey.body())
                .contains("\"kind\":\"Status\"")
                .contains("\"reason\":\"Invalid\"")
                .contains("spec.metadata.labels");
        assertThat(badState.statusCode()).isEqualTo(422);
        assertThat(badState.body()).contains("spec.selectors[0].gameServerState");
    }

    @Test
    void refusesWhatIsNoAllocationAtAll() throws Exception {
        assertThat(post("no JSON").statusCode()).isEqualTo(400);
        assertThat(post("{\"spec\": {\"selectors\": 7}}").statusCode()).isEqualTo(400);
        assertThat(post("{\"spec\": \"" + "x".repeat(300_000) + "\"}").statusCode()).isEqualTo(413);
        assertThat(get(ALLOCATIONS).statusCode()).isEqualTo(405);
    }

    @Test
    void tellsTheApiServerWhatThereIs() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/apis").body()).contains("\"kind\":\"APIGroupList\"");
        assertThat(get("/apis/allocation.agones.dev").body()).contains("\"kind\":\"APIGroup\"");
        assertThat(get("/apis/allocation.agones.dev/v1").body())
                .contains("\"name\":\"gameserverallocations\"")
                .contains("\"verbs\":[\"create\"]");
        assertThat(get("/openapi/v2").statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhichFilesItCannotRead(@TempDir Path empty) {
        var missing = new ExtensionsTls(empty.resolve("a.crt"), empty.resolve("a.key"));

        assertThatThrownBy(() -> emulator.openExtensions(0, missing))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("a.crt");
    }

    private static void readyServer(String name, Map<String, String> labels) throws Exception {
        emulator.createGameServer(
                name, ServerTemplate.withLabels(labels).withCounter("matches", 0, 4));
        emulator.speakFor(name, Sidecar::ready);
        Eventually.eventually(
                SOON,
                () ->
                        assertThat(emulator.gameServers())
                                .anyMatch(
                                        each ->
                                                each.name().equals(name)
                                                        && each.state() == GameServer.State.READY));
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return api.send(
                HttpRequest.newBuilder(URI.create(url + ALLOCATIONS))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return api.send(
                HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }
}
