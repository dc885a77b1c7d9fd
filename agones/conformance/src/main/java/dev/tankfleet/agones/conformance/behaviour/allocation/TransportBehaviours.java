package dev.tankfleet.agones.conformance.behaviour.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.conformance.behaviour.Says;
import dev.tankfleet.agones.conformance.grpc.RawAllocator;
import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.scene.Server;
import dev.tankfleet.agones.conformance.subject.Allocators;
import dev.tankfleet.agones.sdk.GameServer.State;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** JSON over HTTP beside gRPC, and who is let in. */
public final class TransportBehaviours {
    private static final String ALLOCATOR = "cmd/allocator/main.go";
    private static final String REST = "proto/sdk/sdk.proto (HTTP rules)";
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private TransportBehaviours() {}

    @Says(value = "An allocator lets nobody in without a client certificate", source = "seen")
    static void noCertificateNoEntry(Scene scene) {
        Server server = scene.server();
        try (var stranger = new RawAllocator(scene.agones().allocators(), false)) {
            assertThat(stranger.allocate(scene.ask().build()).code()).isEqualTo("UNAVAILABLE");
        }
        assertThat(server.state()).isEqualTo(State.READY);
    }

    @Says(value = "The allocator has gRPC's health service, and is SERVING", source = ALLOCATOR)
    static void allocatorTellsItsHealth(Scene scene) {
        assertThat(scene.allocator().health().orFail()).isEqualTo("SERVING");
    }

    @Says(
            value = "POST /gameserverallocation allocates as the call over gRPC does",
            source = ALLOCATOR)
    static void allocatesOverRest(Scene scene) throws Exception {
        Server server = scene.server();

        HttpResponse<String> answer = askOverRest(scene);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"gameServerName\":\"" + server.name() + "\"");
        assertThat(server.state()).isEqualTo(State.ALLOCATED);
    }

    @Says(
            value = "With no server left REST answers 429",
            source = "install/helm/agones/values.yaml")
    static void noneLeftIs429OverRest(Scene scene) throws Exception {
        HttpResponse<String> answer = askOverRest(scene);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("there is no available GameServer to allocate");
    }

    private static HttpResponse<String> askOverRest(Scene scene) throws Exception {
        Allocators allocators = scene.agones().allocators();
        String body =
                "{\"namespace\":\"%s\",\"gameServerSelectors\":[{\"matchLabels\":{\"%s\":\"%s\"}}]}"
                        .formatted(scene.agones().namespace(), Scene.LABEL, scene.id());
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls(allocators)).build()) {
            String url = "https://localhost:" + allocators.restPort() + "/gameserverallocation";
            return send(client, post(url, body));
        }
    }

    @Says(value = "POST /ready and GET /gameserver of a sidecar do what gRPC does", source = REST)
    static void sidecarSpeaksRest(Scene scene) throws Exception {
        Server server = scene.allocatedServer("a");
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(send(client, post(url(server, "/ready"), "{}")).statusCode()).isEqualTo(200);
            server.await(State.READY);
            assertThat(send(client, get(url(server, "/gameserver"))).body())
                    .contains("\"state\":\"Ready\"", "\"name\":\"" + server.name() + "\"");
        }
    }

    @Says(
            value = "REST writes names as in the .proto files and 64-bit numbers as text",
            source = REST)
    static void restHasProtoNamesAndTextNumbers(Scene scene) throws Exception {
        Server server = scene.server(scene.plan().withCounter("rooms", 1, 4));
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(send(client, get(url(server, "/gameserver"))).body())
                    .contains("\"object_meta\":", "\"creation_timestamp\":\"");
            assertThat(send(client, get(url(server, "/v1beta1/counters/rooms"))).body())
                    .contains("\"count\":\"1\"", "\"capacity\":\"4\"");
        }
    }

    @Says(
            value = "A sidecar's own refusals are 500 over REST",
            source = "pkg/sdkserver/sdkserver.go")
    static void sidecarErrorsAre500OverRest(Scene scene) throws Exception {
        Server server = scene.server();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = send(client, get(url(server, "/v1beta1/counters/nope")));
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("counter not found: nope");
        }
    }

    @Says(value = "POST /health without a body is 400", source = "pkg/sdkserver/sdkserver.go")
    static void healthNeedsABody(Scene scene) throws Exception {
        Server server = scene.server();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(send(client, post(url(server, "/health"), "")).statusCode()).isEqualTo(400);
            assertThat(send(client, post(url(server, "/health"), "{}")).statusCode())
                    .isEqualTo(200);
        }
    }

    private static String url(Server server, String path) {
        return "http://127.0.0.1:" + server.restPort() + path;
    }

    private static HttpRequest get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(DEADLINE).build();
    }

    private static HttpRequest post(String url, String body) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(DEADLINE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        // Where there are spaces between names and values differs from one build to the next.
        return client.send(
                request,
                _ ->
                        HttpResponse.BodySubscribers.mapping(
                                HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8),
                                body ->
                                        body.replaceAll(
                                                "(?<=\":)\\s+|(?<=,)\\s+(?=[\"{\\[])", "")));
    }

    private static SSLContext tls(Allocators allocators)
            throws GeneralSecurityException, IOException {
        KeyStore own = emptyStore();
        List<Certificate> chain = certificates(allocators.certificate());
        String kind = chain.getFirst().getPublicKey().getAlgorithm();
        own.setKeyEntry(
                "client",
                key(allocators.key(), kind),
                new char[0],
                chain.toArray(Certificate[]::new));
        KeyStore trusted = emptyStore();
        for (Certificate authority : certificates(allocators.authority())) {
            trusted.setCertificateEntry("authority", authority);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, new char[0]);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(Path pem)
            throws GeneralSecurityException, IOException {
        try (var in = Files.newInputStream(pem)) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }

    private static PrivateKey key(Path pem, String kind)
            throws GeneralSecurityException, IOException {
        String base64 = Files.readString(pem).replaceAll("-----[A-Z ]+-----|\\s", "");
        byte[] der = Base64.getDecoder().decode(base64);
        return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
