package dev.tankfleet.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.memory.AllocatedBytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

final class MessageReaderTest {
    private static final String INPUT =
            "{\"type\":\"PLAYER_INPUT\",\"seq\":12,\"throttle\":0.25,\"turn\":-1,\"aim\":181.5,\"fire\":false}";

    private final MessageReader reader = new MessageReader();

    @Test
    void readsInputIntoFixedNumbers() {
        int type = read(INPUT);

        assertThat(type).isEqualTo(MessageReader.PLAYER_INPUT);
        assertThat(reader.seq()).isEqualTo(12);
        assertThat(reader.throttle()).isEqualTo(250);
        assertThat(reader.turn()).isEqualTo(-1_000);
        assertThat(reader.aim()).isEqualTo(33_041);
        assertThat(reader.fire()).isFalse();
        assertThat(reader.ability()).isZero();
    }

    @Test
    void keepsNothingOfTheMessageBefore() {
        read(INPUT.replace("false", "true,\"ability\":9"));
        read(INPUT);

        assertThat(reader.fire()).isFalse();
        assertThat(reader.ability()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"seq\":12        | \"seq\":-1             | seq",
                "\"seq\":12        | \"seq\":2147483648     | seq",
                "\"seq\":12        | \"seq\":99999999999999999999 | seq",
                "\"seq\":12        | \"seq\":1.5            | seq",
                "\"seq\":12        | \"seq\":\"12\"         | seq",
                "\"seq\":12        | \"seq\":null           | seq",
                "\"seq\":12        | \"seq\":1,\"seq\":2    | seq",
                "\"seq\":12,       | ''                     | seq",
                "\"throttle\":0.25 | \"throttle\":1.001     | throttle",
                "\"throttle\":0.25 | \"throttle\":-1.001    | throttle",
                "\"throttle\":0.25 | \"throttle\":NaN       | JSON",
                "\"throttle\":0.25 | \"throttle\":Infinity  | JSON",
                "\"throttle\":0.25 | \"throttle\":1e400     | throttle",
                "\"throttle\":0.25 | \"throttle\":\"NaN\"   | throttle",
                "\"throttle\":0.25 | \"throttle\":[0]       | throttle",
                "\"turn\":-1       | \"turn\":-2            | turn",
                "\"turn\":-1,      | ''                     | turn",
                "\"aim\":181.5     | \"aim\":361            | aim",
                "\"aim\":181.5     | \"aim\":{}             | aim",
                "\"fire\":false    | \"fire\":0             | fire",
                "\"fire\":false    | \"fire\":null          | fire",
                "\"fire\":false    | \"fire\":false,\"ability\":128 | ability",
                "\"fire\":false    | \"fire\":false,\"ability\":\"x\" | ability",
                "PLAYER_INPUT      | PLAYER_OUTPUT          | type",
                "\"PLAYER_INPUT\"  | 7                      | type",
                "}                 | '},{}'                 | JSON",
                "}                 | ''                     | JSON",
            })
    void namesWhatIsWrong(String part, String instead, String fault) {
        assertThat(read(INPUT.replace(part, instead))).isEqualTo(MessageReader.MALFORMED);
        assertThat(reader.fault()).contains(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"fire\":false | \"fire\":false,\"later\":{\"seq\":[1,{\"type\":7}]}",
                "\"fire\":false | \"fire\":false,\"t\":\"of another type\"",
                "\"fire\":false | \"fire\":false,\"ability\":null",
            })
    void ignoresWhatTheTypeDoesNotKnow(String part, String instead) {
        assertThat(read(INPUT.replace(part, instead))).isEqualTo(MessageReader.PLAYER_INPUT);
        assertThat(reader.seq()).isEqualTo(12);
    }

    @Test
    void givesPingsNumberBackAsItWasWritten() {
        assertThat(read("{\"t\":1.50e3,\"type\":\"PING\"}")).isEqualTo(MessageReader.PING);
        assertThat(reader.t()).isEqualTo("1.50e3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"PING\"}                | t:",
                "{\"type\":\"PING\",\"t\":\"1,2\"}  | t:",
                "{}                                 | type",
                "[1]                                | object",
                "7                                  | object",
                "''                                 | object",
                "{\"type\":\"PING\",\"t\":000000000000000000000000000000000000001} | JSON",
            })
    void refusesOtherMessages(String text, String fault) {
        assertThat(read(text)).isEqualTo(MessageReader.MALFORMED);
        assertThat(reader.fault()).contains(fault);
    }

    @Test
    void refusesNestingThatHasNoEnd() {
        assertThat(read("{\"x\":" + "[".repeat(5_000))).isEqualTo(MessageReader.MALFORMED);
    }

    /** What the JSON library makes per message is its own; this is the figure in the README. */
    @Test
    void allocatesNoMoreThanTheLibrarysParser() {
        var bytes = INPUT.getBytes(StandardCharsets.UTF_8);

        long allocated =
                AllocatedBytes.during(() -> reader.read(bytes, bytes.length), 20_000, 10_000);

        assertThat(allocated / 10_000).isBetween(1L, 1_500L);
    }

    private int read(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, bytes.length);
    }
}
