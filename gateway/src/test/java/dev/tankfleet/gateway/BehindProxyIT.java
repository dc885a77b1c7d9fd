package dev.tankfleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.gateway.connection.ConnectionLimits;
import dev.tankfleet.gateway.region.RawSocket;
import dev.tankfleet.gateway.region.TestClient;
import dev.tankfleet.gateway.region.TestRegion;
import dev.tankfleet.gateway.region.Waiting;
import dev.tankfleet.gateway.wire.WireLimits;
import dev.tankfleet.testkit.nginx.TestNginx;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * Sources are counted by the client that a trusted proxy names, one upgrade each in these tests.
 */
final class BehindProxyIT {
    private static final WireLimits ONE_EACH =
            new WireLimits(10_000, 1, 1, Duration.ofSeconds(5), 0);
    private static final String UPGRADED = "HTTP/1.1 101";
    private static final String TOO_MANY = "HTTP/1.1 429";

    private TestRegion region;

    @AfterEach
    void closeRegion() {
        region.close();
    }

    @Test
    void countsByTheHeaderOfATrustedProxy() throws IOException {
        start(List.of("127.0.0.1"), List.of());

        assertThat(upgrade("X-Forwarded-For: 192.0.2.1")).startsWith(UPGRADED);
        assertThat(upgrade("X-Forwarded-For: 192.0.2.2")).startsWith(UPGRADED);
        assertThat(upgrade("X-Forwarded-For: 203.0.113.9, 192.0.2.3")).startsWith(UPGRADED);
    }

    @Test
    void countsByThePeerWhenAStrangerSendsAHeader() throws IOException {
        // A second between the two would earn an upgrade: of ten, one has less than that before it.
        start(List.of("10.0.0.0/8"), List.of());

        int refused = 0;
        for (int i = 0; i < 10; i++) {
            refused += upgrade("X-Forwarded-For: 192.0.2." + i).startsWith(TOO_MANY) ? 1 : 0;
        }

        assertThat(refused).isPositive();
        assertThat(region.count("process.client.ignored", "claim", "untrusted_header"))
                .isEqualTo(10);
    }

    @Test
    void countsByThePreamble() throws IOException {
        start(List.of("127.0.0.1"), List.of("127.0.0.1"));

        assertThat(
                        upgradeAfter(
                                "PROXY TCP4 192.0.2.1 127.0.0.1 4000 8080\r\n"
                                        .getBytes(StandardCharsets.US_ASCII)))
                .startsWith(UPGRADED);
        assertThat(
                        upgradeAfter(
                                "PROXY TCP6 2001:db8::1 ::1 4000 8080\r\n"
                                        .getBytes(StandardCharsets.US_ASCII)))
                .startsWith(UPGRADED);
        // Version 2: the signature, proxy, TCP over IPv4, 12 bytes.
        assertThat(
                        upgradeAfter(
                                HexFormat.of()
                                        .parseHex(
                                                "0d0a0d0a000d0a515549540a2111000cc00002097f0000010fa01f90")))
                .startsWith(UPGRADED);
    }

    @Test
    void closesAConnectionOfTheProxyWithoutAPreamble() throws IOException {
        start(List.of("127.0.0.1"), List.of("127.0.0.1"));
        try (var raw = RawSocket.open(region.gateway().port())) {
            raw.send("GET /ping HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(raw.readToEnd()).isEmpty();
        }
        // Counted by whoever closed, perhaps after the close was seen.
        Waiting.until(
                "counted",
                () -> region.count("process.client.ignored", "claim", "malformed_preamble") == 1);
    }

    @Test
    void givesAPreambleNoMoreTimeThanARequest() throws IOException {
        region =
                TestRegion.start(
                        ConnectionLimits.defaults(),
                        new WireLimits(10_000, 1, 1, Duration.ofMillis(200), 0),
                        List.of("127.0.0.1"),
                        List.of("127.0.0.1"));
        try (var raw = RawSocket.open(region.gateway().port())) {
            raw.send("PROXY TCP4 ".getBytes(StandardCharsets.US_ASCII));

            assertThat(raw.readToEnd()).isEmpty();
        }
    }

    @Test
    void answersAStrangersPreambleAsNonsense() throws IOException {
        start(List.of("10.0.0.0/8"), List.of("10.0.0.0/8"));

        assertThat(
                        upgradeAfter(
                                "PROXY TCP4 192.0.2.1 127.0.0.1 4000 8080\r\n"
                                        .getBytes(StandardCharsets.US_ASCII)))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    @NeedsProgram(Program.NGINX)
    void playsThroughARealNginx() throws Exception {
        start(List.of("127.0.0.1"), List.of());
        var owner = region.match("m-1");
        try (var nginx = TestNginx.forwarding(region.gateway().port())) {
            play("ws://127.0.0.1:" + nginx.port());
        }
        assertThat(owner.nextJoin()).isNotNull();
    }

    @Test
    @NeedsProgram(Program.NGINX)
    void playsThroughTheStreamsOfARealNginx() throws Exception {
        start(List.of("127.0.0.1"), List.of("127.0.0.1"));
        var owner = region.match("m-1");
        try (var nginx = TestNginx.withPreamble(region.gateway().port())) {
            play("ws://127.0.0.1:" + nginx.port());
        }
        assertThat(owner.nextJoin()).isNotNull();
    }

    private void play(String url) throws Exception {
        var client = TestClient.connect(url);
        client.send(TestRegion.auth("m-1", region.token("m-1")));
        client.expect("AUTH_OK");
        client.close();
        Eventually.eventuallyTrue(Waiting.MAX, "the client is gone", client::isClosed);
    }

    private void start(List<String> trustedProxies, List<String> preambleSenders)
            throws IOException {
        region =
                TestRegion.start(
                        ConnectionLimits.defaults(), ONE_EACH, trustedProxies, preambleSenders);
    }

    private String upgrade(String header) throws IOException {
        try (var raw = RawSocket.open(region.gateway().port())) {
            return raw.request("GET / HTTP/1.1", RawSocket.upgradeHeaders(header));
        }
    }

    private String upgradeAfter(byte[] preamble) throws IOException {
        try (var raw = RawSocket.open(region.gateway().port())) {
            raw.send(preamble);
            return raw.request("GET / HTTP/1.1", RawSocket.upgradeHeaders());
        }
    }
}
