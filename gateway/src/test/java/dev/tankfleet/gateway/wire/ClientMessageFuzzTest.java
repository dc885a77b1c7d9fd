package dev.tankfleet.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.tankfleet.gateway.admission.AuthRequest;
import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.Join.Credential;
import dev.tankfleet.proto.session.OneTimeToken;
import dev.tankfleet.testkit.fuzz.Effort;

import java.nio.charset.StandardCharsets;

/**
 * Any bytes in the place of a client's message. What is accepted can be said on the bus and reads
 * as itself; what the strict reader of bodies would accept is accepted here, too.
 */
final class ClientMessageFuzzTest {
    private static final int MESSAGE_LENGTH_MAX = 512;
    private static final double UNITS_PER_DEGREE = 65_536 / 360.0;

    @FuzzTest
    void readsOrRefusesFirstMessages(byte[] message) throws MalformedBody {
        AuthRequest request;
        try {
            request = Effort.bounded(message.length, () -> ClientJson.readAuth(message));
        } catch (MalformedBody e) {
            assertThat(e.getMessage()).hasSizeBetween(1, MESSAGE_LENGTH_MAX);
            return;
        }
        assertThat(message.length).isLessThanOrEqualTo(SocketFrames.MESSAGE_MAX_BYTES);
        var join = join(request);
        assertThat(Join.read(join.write())).isEqualTo(join);
        assertThat(ClientJson.readAuth(written(request))).isEqualTo(request);
    }

    @FuzzTest
    void readsOrRefusesLaterMessages(byte[] message) {
        if (message.length > SocketFrames.MESSAGE_MAX_BYTES) {
            return;
        }
        var reader = new MessageReader();
        int kind = Effort.bounded(message.length, () -> reader.read(message, message.length));
        switch (kind) {
            case MessageReader.PLAYER_INPUT -> checkInput(reader);
            case MessageReader.PING -> checkPing(reader);
            case MessageReader.AUTH -> {}
            default -> {
                assertThat(reader.fault()).hasSizeBetween(1, MESSAGE_LENGTH_MAX);
                assertThat(isOfTheContract(message)).as("refused: " + reader.fault()).isFalse();
            }
        }
    }

    private static void checkInput(MessageReader reader) {
        assertThat(reader.seq()).isNotNegative();
        assertThat(reader.throttle()).isBetween(-1_000, 1_000);
        assertThat(reader.turn()).isBetween(-1_000, 1_000);
        assertThat(reader.aim()).isBetween(0, 0xFFFF);
        assertThat(reader.ability()).isBetween(0, 127);
        var text =
                ("{\"type\":\"PLAYER_INPUT\",\"seq\":%d,\"throttle\":%s,\"turn\":%s,\"aim\":%s,"
                                + "\"fire\":%b,\"ability\":%d}")
                        .formatted(
                                reader.seq(),
                                reader.throttle() / 1_000.0,
                                reader.turn() / 1_000.0,
                                reader.aim() / UNITS_PER_DEGREE,
                                reader.fire(),
                                reader.ability());
        var again = new MessageReader();
        assertThat(read(again, text)).isEqualTo(MessageReader.PLAYER_INPUT);
        assertThat(again.seq()).isEqualTo(reader.seq());
        assertThat(again.throttle()).isEqualTo(reader.throttle());
        assertThat(again.turn()).isEqualTo(reader.turn());
        assertThat(again.aim()).isEqualTo(reader.aim());
        assertThat(again.fire()).isEqualTo(reader.fire());
        assertThat(again.ability()).isEqualTo(reader.ability());
    }

    /** The number goes back as it was written, so it must be one. */
    private static void checkPing(MessageReader reader) {
        var pong = ClientJson.writePong(reader.t(), 7);
        try {
            var fields = Json.read(pong, SocketFrames.MESSAGE_MAX_BYTES);
            assertThat(fields.names()).containsExactly("type", "t", "tick");
            assertThat(fields.integer("tick", 7, 7)).isEqualTo(7);
        } catch (MalformedBody e) {
            throw new AssertionError("no PONG", e);
        }
        var again = new MessageReader();
        assertThat(read(again, "{\"type\":\"PING\",\"t\":" + reader.t() + "}"))
                .isEqualTo(MessageReader.PING);
        assertThat(again.t()).isEqualTo(reader.t());
    }

    private static int read(MessageReader reader, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, bytes.length);
    }

    /** By the reader of bodies, which is another one and stricter about what nobody asks for. */
    private static boolean isOfTheContract(byte[] message) {
        try {
            var f = Json.read(message, SocketFrames.MESSAGE_MAX_BYTES);
            return switch (f.text("type", 64)) {
                case "AUTH" -> true;
                case "PING" -> isNumber(f, "t", Double.MAX_VALUE);
                case "PLAYER_INPUT" -> isInput(f);
                default -> false;
            };
        } catch (MalformedBody e) {
            return false;
        }
    }

    private static boolean isInput(JsonFields f) throws MalformedBody {
        f.integer("seq", 0, Integer.MAX_VALUE);
        f.bool("fire");
        f.integerOr("ability", 0, 127, 0);
        return isNumber(f, "throttle", 1) && isNumber(f, "turn", 1) && isNumber(f, "aim", 360);
    }

    private static boolean isNumber(JsonFields f, String name, double max) throws MalformedBody {
        return f.numberOrNull(name, -max, max) != null;
    }

    private static Join join(AuthRequest request) {
        Credential credential =
                switch (request) {
                    case AuthRequest.Token token ->
                            new Credential.Redeemed("p", OneTimeToken.sha256(token.token()));
                    case AuthRequest.Resume resume -> new Credential.Resume(resume.resumeToken());
                };
        return new Join(
                request.matchId(),
                "s",
                "i",
                1,
                "g",
                2,
                credential,
                request.rules(),
                request.tank());
    }

    private static byte[] written(AuthRequest request) {
        var json = Json.object().put("type", "AUTH").put("match_id", request.matchId());
        switch (request) {
            case AuthRequest.Token token -> json.put("token", token.token());
            case AuthRequest.Resume resume -> json.put("resume_token", resume.resumeToken());
        }
        json.put("rules", request.rules()).put("tank", request.tank());
        return Json.write(json);
    }
}
