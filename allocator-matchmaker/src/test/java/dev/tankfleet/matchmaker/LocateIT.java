package dev.tankfleet.matchmaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.matchmaker.find.FindConfig;
import dev.tankfleet.matchmaker.locate.GeoIpConfig;
import dev.tankfleet.matchmaker.locate.maxmind.CityDatabaseWriter;
import dev.tankfleet.process.client.ProxyTrust;
import dev.tankfleet.testkit.nginx.TestNginx;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Players of two cities get the region that is near them, whatever stands between them and us. All
 * of 127.0.0.0/8 is this machine, so that a client can come from any address of it.
 */
final class LocateIT {
    private static final String NGINX = "127.0.0.1";
    private static final String BERLINER = "127.1.0.5";
    private static final String NEW_YORKER = "127.2.0.5";
    private static final String STRANGER = "127.3.0.5";
    private static final ProxyTrust BEHIND_NGINX = new ProxyTrust(List.of(NGINX), List.of());

    private final GeoIpConfig geoIp;
    private @Nullable Fleet running;

    LocateIT(@TempDir Path folder) throws IOException {
        geoIp =
                new GeoIpConfig(
                        List.of(
                                CityDatabaseWriter.ofAllAddresses()
                                        .with("127.1.0.0/16", "Berlin", 52.52, 13.41)
                                        .with("127.2.0.0/16", "New York", 40.71, -74.01)
                                        .with("2001:db8:1::/48", "Paris", 48.86, 2.35)
                                        .with("2001:db8:2::/48", "Chicago", 41.88, -87.63)
                                        .write(folder.resolve("cities.mmdb"))),
                        Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        fleet().close();
    }

    @Test
    void placesEachInTheRegionNearHim() {
        start(ProxyTrust.NONE);

        assertThat(regionFrom(BERLINER)).isEqualTo("eu");
        assertThat(regionFrom(NEW_YORKER)).isEqualTo("us");
    }

    @Test
    void believesMeasurementsBeforeTheDatabase() {
        start(ProxyTrust.NONE);
        // From now on there is an open seat in both regions, which makes them alike.
        regionFrom(BERLINER);
        regionFrom(NEW_YORKER);

        assertThat(regionFrom(BERLINER, "\"latencies\":{\"eu\":150,\"us\":90}")).isEqualTo("us");
        // Nobody is nearer to Ashburn than light: 60 ms from Berlin, 29 to Frankfurt.
        assertThat(regionFrom(BERLINER, "\"latencies\":{\"us\":0}")).isEqualTo("eu");
        assertThat(regionFrom(STRANGER, "\"latencies\":{\"us\":70}")).isEqualTo("us");
        assertThat(regionFrom(STRANGER, "\"latencies\":{\"eu\":70}")).isEqualTo("eu");
    }

    @Test
    void givesTheRegionThatIsWished() {
        start(ProxyTrust.NONE);

        assertThat(regionFrom(BERLINER, "\"region\":\"us\",\"latencies\":{\"eu\":5}"))
                .isEqualTo("us");
    }

    @Test
    void ignoresAForgedHeaderWithoutAProxy() {
        start(BEHIND_NGINX);

        assertThat(regionFrom(BERLINER, fleet().url("/"), "X-Forwarded-For", NEW_YORKER))
                .isEqualTo("eu");
        assertThat(ignored("untrusted_header")).isEqualTo(1);
    }

    @Test
    void placesClientsOfAProxyByBothKindsOfAddress() {
        start(BEHIND_NGINX);

        assertThat(regionFrom(NGINX, fleet().url("/"), "X-Forwarded-For", "2001:db8:1::7"))
                .isEqualTo("eu");
        assertThat(regionFrom(NGINX, fleet().url("/"), "X-Forwarded-For", "2001:db8:2::7"))
                .isEqualTo("us");
        assertThat(regionFrom(NGINX, fleet().url("/"), "X-Forwarded-For", NEW_YORKER + ", bad"))
                .isNotEmpty();
        assertThat(ignored("malformed_header")).isEqualTo(1);
    }

    @Test
    @NeedsProgram(Program.NGINX)
    void placesTwoClientsOfOneNginxInTwoRegions() {
        start(BEHIND_NGINX);
        try (var nginx = TestNginx.forwarding(port())) {
            var door = URI.create("http://127.0.0.1:" + nginx.port() + "/");

            assertThat(regionFrom(BERLINER, door)).isEqualTo("eu");
            assertThat(regionFrom(NEW_YORKER, door)).isEqualTo("us");
            // nginx adds the true address behind what a client has made up.
            assertThat(regionFrom(BERLINER, door, "X-Forwarded-For", NEW_YORKER)).isEqualTo("eu");
            assertThat(regionFrom(NEW_YORKER, door, "X-Forwarded-For", BERLINER + ", " + NGINX))
                    .isEqualTo("us");
        }
    }

    @Test
    @NeedsProgram(Program.NGINX)
    void placesTwoClientsByThePreambleOfNginx() throws Exception {
        start(new ProxyTrust(List.of(NGINX), List.of(NGINX)));
        try (var nginx = TestNginx.withPreamble(port())) {
            var door = URI.create("http://127.0.0.1:" + nginx.port() + "/");

            assertThat(regionFrom(BERLINER, door)).isEqualTo("eu");
            assertThat(regionFrom(NEW_YORKER, door)).isEqualTo("us");
            assertThat(regionFrom(BERLINER, door, "X-Forwarded-For", NEW_YORKER)).isEqualTo("eu");
        }
        // Straight: a stranger's preamble is no HTTP, and the proxy's own address needs one.
        assertThat(regionFrom(NEW_YORKER, fleet().url("/"))).isEqualTo("us");
        assertThat(
                        straight(
                                STRANGER,
                                "PROXY TCP4 127.1.0.5 127.0.0.1 1 2\r\n"
                                        + "GET /regions HTTP/1.1\r\n\r\n"))
                .doesNotContain("200 OK");
        assertThat(straight(NGINX, "GET /regions HTTP/1.1\r\nHost: x\r\n\r\n")).isEmpty();
        // Counted by whoever closed, perhaps after the close was seen.
        Eventually.eventually(
                Duration.ofSeconds(10),
                () -> assertThat(ignored("malformed_preamble")).isEqualTo(1));
    }

    @Test
    @NeedsProgram(Program.NGINX)
    void tellsThePageTheAddressThatATrustedProxyGives() throws Exception {
        start(BEHIND_NGINX);
        try (var nginx = TestNginx.forwarding(port())) {
            assertThat(ownUrl(BERLINER, "http://127.0.0.1:" + nginx.port()))
                    .isEqualTo("https://127.0.0.1:" + nginx.port());
        }
        var straight = "http://127.0.0.1:" + port();
        assertThat(
                        ownUrl(
                                BERLINER,
                                straight,
                                "Forwarded",
                                "proto=https;host=evil.test",
                                "X-Forwarded-Host",
                                "evil.test",
                                "X-Forwarded-Proto",
                                "https"))
                .isEqualTo(straight);
        assertThat(
                        ownUrl(
                                NGINX,
                                straight,
                                "Forwarded",
                                "host=evil.test,"
                                        + " for=192.0.2.1;Proto=https;host=\"play.test:8443\""))
                .isEqualTo("https://play.test:8443");
        assertThat(ownUrl(NGINX, straight, "X-Forwarded-Host", "a b\"<script>"))
                .isEqualTo(straight);
    }

    @Test
    void limitsTheFindsOfOneSource() {
        start(
                BEHIND_NGINX,
                new FindConfig(
                        List.of("free_for_all=16"), 1, 100, 0.001, 3, Duration.ofMinutes(1), 10));
        for (int i = 0; i < 3; i++) {
            assertThat(find(BERLINER, fleet().url("/"), "anna-" + i, "").status()).isEqualTo(200);
        }

        var refused = find(BERLINER, fleet().url("/"), "anna-3", "");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("too_many_finds");
        assertThat(find(NEW_YORKER, fleet().url("/"), "bob", "").status()).isEqualTo(200);
        // Behind the proxy each is a source of his own.
        assertThat(
                        find(NGINX, fleet().url("/"), "carl", "", "X-Forwarded-For", "192.0.2.1")
                                .status())
                .isEqualTo(200);
    }

    private void start(ProxyTrust proxies) {
        running = Fleet.locating(geoIp, proxies);
        openServers();
    }

    private void start(ProxyTrust proxies, FindConfig find) {
        running = Fleet.locating(geoIp, proxies, find);
        openServers();
    }

    private void openServers() {
        fleet().server("eu", "a", 4);
        fleet().server("us", "a", 4);
    }

    private Fleet fleet() {
        return Objects.requireNonNull(running, "started by each test");
    }

    private int port() {
        return fleet().url("/").getPort();
    }

    private String regionFrom(String source) {
        return regionFrom(source, "\"latencies\":{}");
    }

    private String regionFrom(String source, String wish) {
        return region(find(source, fleet().url("/"), "p" + System.nanoTime(), "," + wish));
    }

    private String regionFrom(String source, URI door, String... headers) {
        return region(find(source, door, "p" + System.nanoTime(), "", headers));
    }

    private static String region(Fleet.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.text("region");
    }

    private Fleet.Answer find(
            String source, URI door, String player, String wish, String... headers) {
        var request =
                HttpRequest.newBuilder(door.resolve("/matchmaking/find"))
                        .header("Authorization", "Bearer " + Fleet.TOKENS.of(player))
                        .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        var body = "{\"user_id\":\"%s\",\"game_mode\":\"free_for_all\"%s}".formatted(player, wish);
        return new Fleet.Answer(send(source, request.POST(BodyPublishers.ofString(body)).build()));
    }

    private static String ownUrl(String source, String door, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(door + "/client-config.json"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new Fleet.Answer(send(source, request.build())).text("matchmaker_url");
    }

    private static HttpResponse<String> send(String source, HttpRequest request) {
        try (var client =
                HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(source)).build()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What comes back on a socket of its own until the service closes it. */
    private String straight(String source, String bytes) throws IOException {
        try (var socket =
                new Socket(
                        InetAddress.getLoopbackAddress(),
                        port(),
                        InetAddress.ofLiteral(source),
                        0)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private double ignored(String claim) {
        return fleet().registry.get("process.client.ignored").tag("claim", claim).counter().count();
    }
}
