package dev.tankfleet.gateway.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import dev.tankfleet.process.HotPath;
import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.Utf8;

import java.io.IOException;

/**
 * Reads one message of a client who has sent AUTH, in one pass and into its own fields: {@link
 * #read}, then the accessors of what was found. Owned by one event loop.
 *
 * <p>Strict: a field that is missing, of another type, out of range or there twice makes the
 * message malformed, and so does NaN, which is no JSON. Fields that its type does not know are
 * ignored.
 */
@HotPath
final class MessageReader {
    /** No message of the contract; {@link #fault} says why. */
    static final int MALFORMED = 0;

    static final int AUTH = 1;
    static final int PLAYER_INPUT = 2;
    static final int PING = 3;

    private static final int SEQ = 1;
    private static final int THROTTLE = 1 << 1;
    private static final int TURN = 1 << 2;
    private static final int AIM = 1 << 3;
    private static final int FIRE = 1 << 4;
    private static final int ABILITY = 1 << 5;
    private static final int T = 1 << 6;
    private static final int TYPE = 1 << 7;
    private static final int INPUT_NEEDS = SEQ | THROTTLE | TURN | AIM | FIRE;

    private static final String[] RULES = {
        "seq: a whole number, 0 … 2147483647",
        "throttle: a number, -1 … 1",
        "turn: a number, -1 … 1",
        "aim: degrees, -360 … 360",
        "fire: true or false",
        "ability: a whole number, 0 … 127",
        "t: a number",
        "type: AUTH, PLAYER_INPUT or PING"
    };

    private static final int PERMILLE = 1_000;
    private static final double DEGREES_MAX = 360;
    private static final double UNITS_PER_DEGREE = 65_536 / DEGREES_MAX;
    private static final int ABILITY_MAX = 127;
    private static final int NUMBER_LENGTH_MAX = 32;
    private static final int NAME_LENGTH_MAX = 128;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Json.DEPTH_MAX)
                                    .maxNumberLength(NUMBER_LENGTH_MAX)
                                    .maxNameLength(NAME_LENGTH_MAX)
                                    .build())
                    .build();

    // Owned by the loop.
    private int type;
    private int found;
    private int wrong;
    private int seq;
    private int throttle;
    private int turn;
    private int aim;
    private boolean fire;
    private int ability;
    private String t = "";
    private String fault = "";

    /**
     * Reads a message.
     *
     * @param buffer UTF-8 text in bytes {@code 0 … length − 1}
     * @return {@link #AUTH}, {@link #PLAYER_INPUT}, {@link #PING} or {@link #MALFORMED}
     */
    int read(byte[] buffer, int length) {
        type = MALFORMED;
        found = 0;
        wrong = 0;
        ability = 0;
        if (!Utf8.isValid(buffer, length)) {
            return malformed("message: UTF-8");
        }
        try (var parser = FACTORY.createParser(buffer, 0, length)) {
            return readObject(parser) ? judge() : malformed("message: one JSON object");
        } catch (JsonProcessingException e) {
            return malformed("message: JSON");
        } catch (IOException e) {
            throw new IllegalStateException("an array cannot fail to be read", e);
        }
    }

    /** What was expected and not found. */
    String fault() {
        return fault;
    }

    int seq() {
        return seq;
    }

    /** Permille. */
    int throttle() {
        return throttle;
    }

    /** Permille. */
    int turn() {
        return turn;
    }

    /** 0 … 65,535 for one turn. */
    int aim() {
        return aim;
    }

    boolean fire() {
        return fire;
    }

    int ability() {
        return ability;
    }

    /** The number of a PING, as it was written. */
    String t() {
        return t;
    }

    private boolean readObject(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            readField(parser, name, parser.nextToken());
        }
        return parser.nextToken() == null;
    }

    private void readField(JsonParser parser, String name, JsonToken value) throws IOException {
        switch (name) {
            case "type" -> keep(TYPE, readType(parser, value));
            case "seq" -> {
                seq = readWhole(parser, value, Integer.MAX_VALUE);
                keep(SEQ, seq >= 0);
            }
            case "throttle" -> {
                double number = readNumber(parser, value);
                throttle = permille(number);
                keep(THROTTLE, isWithin(number, 1));
            }
            case "turn" -> {
                double number = readNumber(parser, value);
                turn = permille(number);
                keep(TURN, isWithin(number, 1));
            }
            case "aim" -> {
                double number = readNumber(parser, value);
                aim = (int) Math.round(number * UNITS_PER_DEGREE) & 0xFFFF;
                keep(AIM, isWithin(number, DEGREES_MAX));
            }
            case "fire" -> {
                fire = value == JsonToken.VALUE_TRUE;
                keep(FIRE, value.isBoolean());
            }
            case "ability" -> {
                if (value != JsonToken.VALUE_NULL) {
                    ability = readWhole(parser, value, ABILITY_MAX);
                    keep(ABILITY, ability >= 0);
                }
            }
            case "t" -> {
                t = value.isNumeric() ? parser.getText() : "";
                keep(T, value.isNumeric());
            }
            default -> {}
        }
        parser.skipChildren();
    }

    private void keep(int field, boolean isRight) {
        if (!isRight || (found & field) != 0) {
            wrong |= field;
        }
        found |= field;
    }

    private boolean readType(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            return false;
        }
        type =
                switch (parser.getText()) {
                    case "PLAYER_INPUT" -> PLAYER_INPUT;
                    case "PING" -> PING;
                    case "AUTH" -> AUTH;
                    default -> MALFORMED;
                };
        return type != MALFORMED;
    }

    /** The number, or −1 if it is none in {@code 0 … max}. */
    private static int readWhole(JsonParser parser, JsonToken value, int max) throws IOException {
        // A number beyond a long is only wrong if the message needs it, so the parser must not
        // judge.
        if (value != JsonToken.VALUE_NUMBER_INT
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return -1;
        }
        long number = parser.getLongValue();
        return number >= 0 && number <= max ? (int) number : -1;
    }

    /** The number; NaN, which is in no range, if it is none. */
    private static double readNumber(JsonParser parser, JsonToken value) throws IOException {
        return value.isNumeric() ? parser.getDoubleValue() : Double.NaN;
    }

    private static boolean isWithin(double number, double max) {
        return number >= -max && number <= max;
    }

    private static int permille(double number) {
        return (int) Math.round(number * PERMILLE);
    }

    private int judge() {
        int needs =
                switch (type) {
                    case PLAYER_INPUT -> INPUT_NEEDS;
                    case PING -> T;
                    default -> 0;
                };
        int mayBe = type == PLAYER_INPUT ? ABILITY : 0;
        int faults = ((needs | TYPE) & ~found) | (wrong & (needs | mayBe | TYPE));
        return faults == 0 ? type : malformed(RULES[Integer.numberOfTrailingZeros(faults)]);
    }

    private int malformed(String expected) {
        fault = expected;
        return MALFORMED;
    }
}
