package dev.tankfleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.gateway.connection.ConnectionLimits;
import dev.tankfleet.gateway.region.RawSocket;
import dev.tankfleet.gateway.region.TestRegion;
import dev.tankfleet.gateway.region.Waiting;
import dev.tankfleet.gateway.wire.WireLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Before the upgrade: the ping, the origins and the bounds, byte by byte. */
final class HttpIT {
    private TestRegion region;

    @BeforeEach
    void startRegion() throws IOException {
        region = TestRegion.start();
    }

    @AfterEach
    void closeRegion() {
        region.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                                                | 101",
                "Origin: https://play.example                                    | 101",
                "Origin: https://play.example/                                   | 403",
                "Origin: http://play.example                                     | 403",
                "Origin: https://evil.example                                    | 403",
                "Origin: null                                                    | 403",
                "Origin:                                                         | 403",
                "Origin: https://play.example~Origin: https://play.example       | 403",
                "Origin: https://play.example~Origin: https://evil.example       | 403",
                "Sec-WebSocket-Protocol: tankfleet.bin.v1                        | 400",
                "Sec-WebSocket-Protocol: other, tankfleet.bin.v1                 | 400",
            })
    void letsInByOriginAndProtocol(String headers, int status) throws IOException {
        var more = headers == null ? new String[0] : headers.split("~", -1);
        try (var raw = RawSocket.open(region.gateway().port())) {
            assertThat(raw.request("GET / HTTP/1.1", RawSocket.upgradeHeaders(more)))
                    .startsWith("HTTP/1.1 " + status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /ping HTTP/1.1, 204",
        "GET /ping?t=1 HTTP/1.1, 204",
        "POST /ping HTTP/1.1, 405",
        "GET /elsewhere HTTP/1.1, 404",
        "GET / HTTP/1.1, 426",
        "POST / HTTP/1.1, 405",
        "NONSENSE, 400"
    })
    void answersPlainRequests(String line, int status) throws IOException {
        try (var raw = RawSocket.open(region.gateway().port())) {
            assertThat(raw.request(line, "Accept: */*")).startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void letsAllowedPageReadThePing() throws IOException {
        try (var raw = RawSocket.open(region.gateway().port())) {
            assertThat(raw.request("GET /ping HTTP/1.1", "Origin: " + TestRegion.ORIGIN))
                    .contains("access-control-allow-origin: " + TestRegion.ORIGIN)
                    .contains("timing-allow-origin: " + TestRegion.ORIGIN);
            assertThat(raw.request("GET /ping HTTP/1.1", "Origin: https://evil.example"))
                    .startsWith("HTTP/1.1 204")
                    .doesNotContain("access-control");
        }
    }

    @Test
    void endsASocketThatAsksAndDoesNotRead() throws IOException {
        var pings = "GET /ping HTTP/1.1\r\nHost: x\r\n\r\n".repeat(300_000);
        try (var raw = RawSocket.open(region.gateway().port())) {
            raw.sendAside(pings.getBytes(StandardCharsets.US_ASCII));

            Waiting.until("the gateway has had enough", raw::isRefused);
        }
    }

    @Test
    void refusesHeadersAboveTheBound() throws IOException {
        try (var raw = RawSocket.open(region.gateway().port())) {
            assertThat(raw.request("GET /ping HTTP/1.1", "X: " + "y".repeat(9_000)))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void refusesBodyAboveTheBound() throws IOException {
        try (var raw = RawSocket.open(region.gateway().port())) {
            assertThat(raw.request("POST /ping HTTP/1.1", "Content-Length: 65536"))
                    .startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void refusesUpgradesBeyondTheSourcesBudget() throws IOException {
        restart(new WireLimits(100, 2, 1, Duration.ofSeconds(5), 1));
        var port = region.gateway().port();
        RawSocket.upgrade(port).close();
        RawSocket.upgrade(port).close();

        try (var raw = RawSocket.open(port)) {
            assertThat(raw.request("GET / HTTP/1.1", RawSocket.upgradeHeaders()))
                    .startsWith("HTTP/1.1 429")
                    .contains("retry-after: 1");
        }
    }

    @Test
    void closesSocketBeyondTheBoundUnread() throws IOException {
        restart(new WireLimits(1, 100, 100, Duration.ofSeconds(5), 1));
        var port = region.gateway().port();

        try (var first = RawSocket.upgrade(port);
                var second = RawSocket.open(port)) {
            assertThat(isEnded(second)).isTrue();
            first.sendText("{}");
            assertThat(new String(first.readFrame(), StandardCharsets.UTF_8)).contains("ERROR");
        }
    }

    @Test
    void closesSocketThatNeverFinishesItsRequest() throws IOException {
        restart(new WireLimits(100, 100, 100, Duration.ofMillis(300), 1));

        try (var raw = RawSocket.open(region.gateway().port())) {
            raw.send("GET / HTTP/1.1\r\nHost".getBytes(StandardCharsets.US_ASCII));
            assertThat(isEnded(raw)).isTrue();
        }
    }

    private void restart(WireLimits limits) throws IOException {
        region.close();
        region = TestRegion.start(ConnectionLimits.defaults(), limits);
    }

    private static boolean isEnded(RawSocket raw) throws IOException {
        try {
            return raw.readToEnd().length == 0;
        } catch (SocketException e) {
            return true;
        }
    }
}
