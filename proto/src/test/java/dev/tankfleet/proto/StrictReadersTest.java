package dev.tankfleet.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.proto.json.MalformedBody;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Every reader demands what its contract demands, field by field, and nothing else. */
final class StrictReadersTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static List<BodyKind> kinds() {
        return BodyKind.all();
    }

    static Stream<Arguments> requiredFields() {
        return BodyKind.all().stream()
                .flatMap(kind -> kind.required().stream().map(field -> Arguments.of(kind, field)));
    }

    static Stream<Arguments> optionalFields() {
        return BodyKind.all().stream()
                .flatMap(kind -> kind.optional().stream().map(field -> Arguments.of(kind, field)));
    }

    static Stream<Arguments> allFields() {
        return Stream.concat(requiredFields(), optionalFields());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void readsBackWhatItWrites(BodyKind kind) throws Exception {
        var body = kind.reader().read(Sample.json(kind.sample()));

        var again = kind.reader().read(kind.writer().write(body));

        assertThat(again).isEqualTo(body);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void ignoresFieldsOfLaterReleases(BodyKind kind) throws Exception {
        var json = sample(kind);
        json.putObject("of_a_later_release").put("a", 1);

        assertThat(kind.reader().read(bytes(json)))
                .isEqualTo(kind.reader().read(Sample.json(kind.sample())));
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void refusesABodyWithoutARequiredField(BodyKind kind, String field) {
        assertMalformed(kind, changed(kind, field, ObjectNode::remove), field);
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void takesNullForMissing(BodyKind kind, String field) {
        assertMalformed(kind, changed(kind, field, ObjectNode::putNull), field);
    }

    @ParameterizedTest
    @MethodSource("optionalFields")
    void readsABodyWithoutAnOptionalField(BodyKind kind, String field) throws Exception {
        assertThat(kind.reader().read(changed(kind, field, ObjectNode::remove))).isNotNull();
        assertThat(kind.reader().read(changed(kind, field, ObjectNode::putNull))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("allFields")
    void refusesAnotherType(BodyKind kind, String field) {
        // No field of any body is a list of lists, an object where a list belongs, or the like.
        assertMalformed(kind, changed(kind, field, StrictReadersTest::putOtherType), field);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void refusesTheSameKeyTwice(BodyKind kind) {
        var text = new String(Sample.json(kind.sample()), StandardCharsets.UTF_8).strip();
        var key = kind.required().getFirst();
        var twice = text.substring(0, text.length() - 1) + ",\"" + key + "\":\"x\"}";

        assertMalformed(kind, twice.getBytes(StandardCharsets.UTF_8), key);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void refusesWhatIsNoBodyAtAll(BodyKind kind) {
        for (var text : List.of("", "null", "[]", "7", "\"text\"", "{", "{}x", "{\"a\":NaN}")) {
            assertThatThrownBy(() -> kind.reader().read(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .isInstanceOf(MalformedBody.class);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void refusesABodyThatIsTooLarge(BodyKind kind) {
        var json = sample(kind);
        json.put("of_a_later_release", "x".repeat(70_000));

        assertMalformed(kind, bytes(json), "body: ");
    }

    private static void putOtherType(ObjectNode object, String name) {
        JsonNode old = object.get(name);
        if (old.isTextual() || old.isBoolean()) {
            object.put(name, 7);
        } else {
            object.put(name, "7");
        }
    }

    private static byte[] changed(
            BodyKind kind, String path, BiConsumer<ObjectNode, String> change) {
        var json = sample(kind);
        var names = path.split("\\.", -1);
        JsonNode at = json;
        for (int i = 0; i < names.length - 1; i++) {
            at = at.get(names[i]);
            at = at.isArray() ? at.get(0) : at;
        }
        change.accept((ObjectNode) at, names[names.length - 1]);
        return bytes(json);
    }

    private static ObjectNode sample(BodyKind kind) {
        try {
            return (ObjectNode) MAPPER.readTree(Sample.json(kind.sample()));
        } catch (IOException e) {
            throw new AssertionError("sample " + kind, e);
        }
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void assertMalformed(BodyKind kind, byte[] body, String field) {
        var name = field.substring(field.lastIndexOf('.') + 1);
        assertThatThrownBy(() -> kind.reader().read(body))
                .isInstanceOf(MalformedBody.class)
                .hasMessageContaining(name);
    }
}
