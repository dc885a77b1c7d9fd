package dev.tankfleet.proto.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

final class JsonTest {
    private static final int SIZE_MAX_BYTES = 1_000_000;

    @Test
    void readsUpToTheLargestSizeAndDepth() throws Exception {
        var deepest = nested(Json.DEPTH_MAX);

        assertThat(Json.read(bytes(deepest), deepest.length()).has("a")).isTrue();
        assertMalformed(bytes(nested(Json.DEPTH_MAX + 1)));
        assertThatThrownBy(() -> Json.read(bytes(deepest), deepest.length() - 1))
                .isInstanceOf(MalformedBody.class)
                .hasMessageContaining("expected: <= ");
    }

    @Test
    void refusesAMillionOpenBrackets() {
        assertMalformed(bytes("{\"a\":" + "[".repeat(900_000)));
    }

    @Test
    void refusesNumbersThatCostTimeToRead() {
        assertMalformed(bytes("{\"a\":" + "9".repeat(500_000) + "}"));
        assertMalformed(bytes("{\"" + "a".repeat(500_000) + "\":1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}{}",
                "{\"a\":1} x",
                "{\"a\":1,}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":Infinity}",
                "{\"a\":1/*c*/}",
                "{\"a\":\"\t\"}",
                "{\"a\":{\"b\":1,\"b\":1}}"
            })
    void refusesLooseJson(String text) {
        assertMalformed(bytes(text));
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        assertMalformed(
                new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'});
    }

    @Test
    void repeatsNoSecretInItsMessage() {
        var secret = "eyJhbGciOiJSUzI1NiJ9SECRET";

        for (var text : new String[] {secret, "{\"a\":" + secret + "}", "{\"a\":\"" + secret}) {
            assertThatThrownBy(() -> Json.read(bytes(text), SIZE_MAX_BYTES))
                    .isInstanceOf(MalformedBody.class)
                    .hasMessageNotContaining("SECRET");
        }
    }

    @Test
    void answersGarbageWithMalformedOnly() {
        var random = new SplittableRandom(7);
        var alphabet = "{}[]\":,0123456789.eE-+truefalsn \\u\n\u0000é";
        int malformed = 0;
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder("{");
            int length = random.nextInt(40);
            for (int k = 0; k < length; k++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            malformed += isMalformed(bytes(text.toString())) ? 1 : 0;
        }

        assertThat(malformed).isGreaterThan(19_000);
    }

    private static boolean isMalformed(byte[] body) {
        try {
            Json.read(body, SIZE_MAX_BYTES);
            return false;
        } catch (MalformedBody e) {
            return true;
        }
    }

    private static String nested(int depth) {
        return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertMalformed(byte[] body) {
        assertThatThrownBy(() -> Json.read(body, SIZE_MAX_BYTES)).isInstanceOf(MalformedBody.class);
    }
}
