package dev.tankfleet.proto.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

final class JsonFieldsTest {
    @Test
    void neverTakesMissingForZero() throws Exception {
        var fields = fields("{\"n\":null}");

        assertThat(fields.has("n")).isFalse();
        assertThat(fields.wholeOrNull("n", 0, 9)).isNull();
        assertThat(fields.numberOrNull("m", 0, 9)).isNull();
        assertThat(fields.boolOrNull("n")).isNull();
        assertThat(fields.textOrNull("m", 9)).isNull();
        assertThat(fields.objectOrNull("n")).isNull();
        assertThat(fields.objects("n", 9)).isEmpty();
        assertThat(fields.integerOr("n", 0, 9, 5)).isEqualTo(5);
        assertThatThrownBy(() -> fields.whole("n", 0, 9))
                .hasMessage("n: missing (expected: present)");
        assertThatThrownBy(() -> fields.bool("m")).isInstanceOf(MalformedBody.class);
    }

    @Test
    void namesThePlaceOfAWrongField() throws Exception {
        var list = fields("{\"seats\":[{\"n\":1},{\"n\":-1}]}").objects("seats", 9);

        assertThat(list.getFirst().integer("n", 0, 9)).isEqualTo(1);
        assertThatThrownBy(() -> list.getLast().integer("n", 0, 9))
                .hasMessage("seats[1].n: -1 (expected: 0 … 9)");
    }

    @Test
    void namesThePlaceInsideAnObject() throws Exception {
        var inner = fields("{\"map\":{\"w\":\"x\"}}").objectOrNull("map");

        assertThatThrownBy(() -> Objects.requireNonNull(inner).integer("w", 0, 9))
                .hasMessageContaining("map.w: STRING");
    }

    @Test
    void countsTheCharactersOfAText() throws Exception {
        var fields = fields("{\"t\":\"abc\",\"e\":\"\"}");

        assertThat(fields.text("t", 3)).isEqualTo("abc");
        assertThatThrownBy(() -> fields.text("t", 2)).isInstanceOf(MalformedBody.class);
        assertThatThrownBy(() -> fields.textOrNull("e", 3)).isInstanceOf(MalformedBody.class);
    }

    @Test
    void readsNumbersWithinTheirRangeOnly() throws Exception {
        var fields = fields("{\"d\":1.5,\"i\":2,\"huge\":1e400}");

        assertThat(fields.numberOrNull("d", 0, 2)).isEqualTo(1.5);
        assertThat(fields.numberOrNull("i", 0, 2)).isEqualTo(2.0);
        assertThatThrownBy(() -> fields.numberOrNull("i", 0, 1)).isInstanceOf(MalformedBody.class);
        assertThatThrownBy(() -> fields.numberOrNull("huge", 0, 2))
                .isInstanceOf(MalformedBody.class);
        assertThatThrownBy(() -> fields.whole("d", 0, 2)).isInstanceOf(MalformedBody.class);
    }

    @Test
    void listsTheNamesOfItsFields() throws Exception {
        assertThat(fields("{\"b\":1,\"a\":null}").names()).containsExactly("b", "a");
    }

    private static JsonFields fields(String text) throws MalformedBody {
        return Json.read(text.getBytes(StandardCharsets.UTF_8), 1_000);
    }
}
