package dev.tankfleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.gateway.connection.ConnectionLimits;
import dev.tankfleet.gateway.region.RawSocket;
import dev.tankfleet.gateway.region.ScriptedOwner;
import dev.tankfleet.gateway.region.TestRegion;
import dev.tankfleet.gateway.region.Waiting;
import dev.tankfleet.gateway.wire.WireLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

/** Clients that break the contract: each gets its code, and nobody else notices. */
final class BadInputIT {
    private static final String INPUT =
            "{\"type\":\"PLAYER_INPUT\",\"seq\":%d,\"throttle\":0,\"turn\":0,\"aim\":0,\"fire\":false}";

    private TestRegion region;
    private ScriptedOwner owner;

    @BeforeEach
    void startRegion() throws IOException {
        region = TestRegion.start();
        owner = region.match("m-1");
    }

    @AfterEach
    void closeRegion() {
        region.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"type\":\"AUTH\"}",
                "{\"type\":\"PING\",\"t\":1}",
                "{\"type\":\"AUTH\",\"match_id\":\"m-1\"}",
                "{\"type\":\"AUTH\",\"match_id\":7,\"token\":\"x\"}",
                "{\"type\":\"AUTH\",\"match_id\":\"m-1\",\"token\":7}",
                "{\"type\":\"AUTH\",\"match_id\":\"m.1\",\"token\":\"x\"}",
                "{\"type\":\"AUTH\",\"match_id\":\"m*\",\"token\":\"x\"}",
                "{\"type\":\"AUTH\",\"match_id\":\"m\\r\\n1\",\"token\":\"x\"}",
                "{\"type\":\"AUTH\",\"match_id\":\"m-1\",\"token\":\"x\",\"resume_token\":\"y\"}",
                "{\"type\":\"AUTH\",\"match_id\":\"m-1\",\"match_id\":\"m-2\",\"token\":\"x\"}",
                "{\"type\":\"AUTH\",\"match_id\":\"m-1\",\"token\":\"x\"} {}",
                "{\"type\":\"AUTH\",\"match_id\":\"m-1\",\"token\":\"x\",\"tank\":7}",
                "{\"type\":\"AUTH\",\"match_id\":\"m-1\",\"token\":\"x\",\"rules\":\"\\ud800\"}",
                "{\"type\":\"AUTH\",\"match_id\":\"m-1\",\"resume_token\":\"\\udfffx\"}",
                "{\"type\":\"AUTH\",\"match_id\":\"m-1\",\"token\":\"x\",\"tank\":\"a b\"}"
            })
    void refusesFirstMessageThatIsNoAuth(String text) throws Exception {
        var client = region.connect();

        client.send(text);

        assertThat(client.expect("ERROR").text("code", 64)).isEqualTo("malformed");
        assertThat(client.closeCode()).isEqualTo(4400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"AUTH\",\"match_id\":\"m-1\",\"token\":\"x\"}",
                "{\"type\":\"SHOUT\"}",
                "{\"seq\":1}",
                "{\"type\":\"PLAYER_INPUT\",\"seq\":1,\"throttle\":NaN,\"turn\":0,\"aim\":0,\"fire\":false}",
                "{\"type\":\"PLAYER_INPUT\",\"seq\":1,\"throttle\":1.01,\"turn\":0,\"aim\":0,\"fire\":false}"
            })
    void refusesPlayersMessageOutsideTheContract(String text) throws Exception {
        var client = region.join("m-1");

        client.send(text);

        assertThat(client.expect("ERROR").text("code", 64)).isEqualTo("malformed");
        assertThat(client.closeCode()).isEqualTo(4400);
        assertThat(owner.nextLeave().slot()).isZero();
    }

    @Test
    void closesClientThatDoesNotAuthenticate() throws Exception {
        region.close();
        region = TestRegion.start(withTimes(Duration.ofMillis(300)), WireLimits.defaults());
        var client = region.connect();

        assertThat(client.expect("ERROR").text("code", 64)).isEqualTo("auth_timeout");
        assertThat(client.closeCode()).isEqualTo(4408);
    }

    @Test
    void refusesBinaryGarbage() throws Exception {
        var client = region.join("m-1");
        var garbage = new byte[300];
        new Random(7).nextBytes(garbage);

        client.send(garbage);

        assertThat(client.closeCode()).isEqualTo(4400);
    }

    @Test
    void refusesBytesThatAreNoFrames() throws Exception {
        try (var raw = RawSocket.upgrade(region.gateway().port())) {
            raw.send((byte) 0xFF, (byte) 0x80, (byte) 1, (byte) 2, (byte) 3, (byte) 4);

            assertThat(new String(raw.readFrame(), StandardCharsets.UTF_8)).contains("malformed");
            assertThat(codeOf(raw.readFrame())).isEqualTo(4400);
        }
    }

    @Test
    void refusesMegabyteFrame() throws Exception {
        try (var raw = RawSocket.upgrade(region.gateway().port())) {
            raw.sendAside(RawSocket.textFrame("x".repeat(1 << 20)));

            assertThat(new String(raw.readFrame(), StandardCharsets.UTF_8)).contains("too_big");
            assertThat(codeOf(raw.readFrame())).isEqualTo(1009);
        }
    }

    @Test
    void refusesMessageOfTooManyFragments() throws Exception {
        var client = region.join("m-1");

        for (int i = 0; i < 5; i++) {
            client.sendUnsure(" ".repeat(4_000), false).handle((_, _) -> true).join();
        }

        assertThat(client.closeCode()).isEqualTo(1009);
    }

    @Test
    void closesClientThatSendsTenThousandInputs() throws Exception {
        var other = region.join("m-1");
        try (var raw = RawSocket.upgrade(region.gateway().port())) {
            raw.sendText(TestRegion.auth("m-1", region.token("m-1")));
            raw.readFrame();
            var flood = new ByteArrayOutputStream();
            for (int i = 0; i < 10_000; i++) {
                flood.writeBytes(RawSocket.textFrame(INPUT.formatted(i)));
            }

            raw.sendAside(flood.toByteArray());

            assertThat(new String(raw.readFrame(), StandardCharsets.UTF_8))
                    .contains("too_many_messages");
            assertThat(codeOf(raw.readFrame())).isEqualTo(4429);
        }
        other.send(INPUT.formatted(70_000));
        Waiting.until("the other's input comes", () -> hasInput(70_000));
    }

    @Test
    void closesSlowClientAndKeepsNothingForIt() throws Exception {
        var other = region.join("m-1");
        var otherJoin = owner.nextJoin();
        try (var slow = RawSocket.upgrade(region.gateway().port())) {
            slow.sendText(TestRegion.auth("m-1", region.token("m-1")));
            slow.readFrame();
            var slowJoin = owner.nextJoin();
            var state = "s".repeat(20_000);

            // The slow one's kernel buffers are filled, then its states replace each other.
            int tick = 100;
            while (replaced() < 50 && tooSlow() == 0) {
                owner.sendState(slowJoin, 1_000, tick, state);
                owner.sendState(otherJoin, 1_000, tick, "tick-" + tick);
                assertThat(other.next()).isEqualTo("tick-" + tick);
                tick++;
            }
            Waiting.until("the slow one is given up", () -> tooSlow() == 1);
            assertThat(replaced()).isGreaterThanOrEqualTo(10);

            var rest = slow.readToEnd();
            int end = rest.length;
            assertThat(new String(rest, end - 8, 8, StandardCharsets.ISO_8859_1))
                    .isEqualTo("too_slow");
            assertThat(codeOf(new byte[] {rest[end - 10], rest[end - 9]})).isEqualTo(1013);
            assertThat(end).isLessThan(600_000);
        }
    }

    @Test
    void cutsSlowClientThatNeverReadsAgain() throws Exception {
        var owner2 = region.match("m-2");
        try (var slow = RawSocket.upgrade(region.gateway().port())) {
            slow.sendText(TestRegion.auth("m-2", region.token("m-2")));
            slow.readFrame();
            var join = owner2.nextJoin();
            int tick = 100;
            while (replaced() < 10 && tooSlow() == 0) {
                owner2.sendState(join, 1_000, tick++, "s".repeat(20_000));
            }

            assertThat(owner2.nextLeave().slot()).isEqualTo(join.slot());
            Waiting.until("its socket is closed", () -> region.sockets() == 0);
        }
    }

    @Test
    void closesClientWhoseMatchIsSilent() throws Exception {
        region.close();
        region = TestRegion.start(withTimes(Duration.ofSeconds(1)), WireLimits.defaults());
        region.match("m-1");
        var client = region.join("m-1");

        assertThat(client.closeCode()).isEqualTo(1011);
    }

    private double replaced() {
        return region.count("gateway.pump.states", "outcome", "replaced");
    }

    private double tooSlow() {
        return region.count("gateway.connection.ended", "cause", "too_slow");
    }

    private boolean hasInput(int seq) {
        try {
            return owner.nextInput().seq() == seq;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int codeOf(byte[] closeFrame) {
        return (closeFrame[0] & 0xFF) << 8 | (closeFrame[1] & 0xFF);
    }

    private static ConnectionLimits withTimes(Duration time) {
        var standard = ConnectionLimits.defaults();
        return new ConnectionLimits(
                time,
                standard.joinMax(),
                standard.messagesPerSecond(),
                standard.keepaliveInterval(),
                standard.keepaliveTimeout(),
                standard.slowMax(),
                time,
                standard.closeTimeout());
    }
}
