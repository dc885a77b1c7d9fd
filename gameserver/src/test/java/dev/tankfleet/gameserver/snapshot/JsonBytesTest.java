package dev.tankfleet.gameserver.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

final class JsonBytesTest {
    private final JsonBytes json = new JsonBytes(64);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.001",
        "-1, -0.001",
        "10, 0.01",
        "100, 0.1",
        "1000, 1",
        "-1500, -1.5",
        "60000, 60",
        "59999, 59.999",
        "2147483647, 2147483.647",
        "-2147483648, -2147483.648"
    })
    void writesMillimetresAsMetres(int millimetres, String metres) {
        json.putMetres(millimetres);

        assertThat(text()).isEqualTo(metres);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "16384, 90",
        "32768, 180",
        "1, 0.01",
        "65535, 359.99",
        "8192, 45",
        "100, 0.55"
    })
    void writesAnglesAsDegrees(int angle, String degrees) {
        json.putDegrees(angle);

        assertThat(text()).isEqualTo(degrees);
    }

    @Test
    void writesEveryAngleWithinHalfAHundredthBelowAFullTurn() {
        for (int angle = 0; angle < 65_536; angle++) {
            json.rewind(0);
            json.putDegrees(angle);
            double degrees = new BigDecimal(text()).doubleValue();
            assertThat(degrees).isGreaterThanOrEqualTo(0).isLessThan(360);
            assertThat(Math.abs(degrees - angle * 360.0 / 65_536)).isLessThan(0.005_000_1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "7", "-7", "10", "99", "100", "2147483647", "-2147483648"})
    void writesWholeNumbers(int value) {
        json.putInt(value);

        assertThat(text()).isEqualTo(Integer.toString(value));
    }

    @ParameterizedTest
    @CsvSource({"0", "9", "10", "1234567890", "2147483647"})
    void keepsTheWidthOfPaddedNumbers(int value) {
        json.putPadded(value);

        assertThat(text()).hasSize(10).endsWith(Integer.toString(value));
        assertThat(text().strip()).isEqualTo(Integer.toString(value));
    }

    private String text() {
        return new String(json.buffer(), 0, json.length(), StandardCharsets.US_ASCII);
    }
}
