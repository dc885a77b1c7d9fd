package dev.tankfleet.bus.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.bus.nats.conf.StreamConfig;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.config.WrongSettingsException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.Map;

final class StreamConfigTest {
    private static final Map<String, String> ALL =
            Map.of("REGION", "eu", "NATS_URL", "nats://nats:4222", "NATS_PASSWORD", "a-password");

    @Test
    void readsEveryKeyFromTheEnvironment() {
        var config = Settings.of(ALL).bind(StreamConfig.class, "");

        assertThat(config.region()).isEqualTo("eu");
        assertThat(config.natsUrl()).isEqualTo("nats://nats:4222");
        assertThat(config.natsPassword().current().reveal()).isEqualTo("a-password");
    }

    @ParameterizedTest
    @CsvSource({
        "REGION, ''",
        "REGION, eu.west",
        "NATS_URL, ''",
        "NATS_URL, nats:4222",
        "NATS_URL, nats://user:password@nats:4222",
        "NATS_PASSWORD, ''"
    })
    void refusesWhatBreaksARule(String variable, String value) {
        var environment = new HashMap<>(ALL);
        environment.put(variable, value);

        assertThatThrownBy(() -> Settings.of(environment).bind(StreamConfig.class, ""))
                .isInstanceOf(WrongSettingsException.class)
                .hasMessageContaining(variable);
    }
}
