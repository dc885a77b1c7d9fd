package dev.tankfleet.agones.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;

final class SdkConfigTest {
    @Test
    void takesThePortFromTheEnvironmentOrTheDefault() {
        assertThat(SdkConfig.fromEnvironment(Map.of()).port()).isEqualTo(9_357);
        assertThat(SdkConfig.fromEnvironment(Map.of("AGONES_SDK_GRPC_PORT", "9457")).port())
                .isEqualTo(9_457);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0", "65536", "-1", "9357.5"})
    void refusesAnEnvironmentWithoutAPortInIt(String text) {
        assertThatThrownBy(() -> SdkConfig.fromEnvironment(Map.of("AGONES_SDK_GRPC_PORT", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AGONES_SDK_GRPC_PORT: " + text)
                .hasMessageContaining("1 to 65535");
    }

    @Test
    void refusesTimesThatCannotBe() {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new SdkConfig(" ", 1, second, second, second))
                .hasMessageContaining("host");
        assertThatThrownBy(() -> new SdkConfig("h", 1, Duration.ZERO, second, second))
                .hasMessageContaining("callDeadline: PT0S");
        assertThatThrownBy(() -> new SdkConfig("h", 1, second, Duration.ofMillis(-1), second))
                .hasMessageContaining("reconnectMin");
        assertThatThrownBy(() -> new SdkConfig("h", 1, second, second, Duration.ofMillis(1)))
                .hasMessageContaining("reconnectMax: PT0.001S");
    }
}
