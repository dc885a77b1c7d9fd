package dev.tankfleet.process.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.process.config.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.Map;

final class LogConfigTest {
    @Test
    void hasADefaultForEveryKey() {
        var config = Settings.of(Map.of()).bind(LogConfig.class, "log");

        assertThat(config)
                .isEqualTo(
                        LogConfig.standard(Path.of(".tankfleet/log"), "tankfleet", LogLevel.INFO));
        assertThat(config.file()).isEqualTo(Path.of(".tankfleet/log/tankfleet.jsonl"));
    }

    @Test
    void takesEveryKeyFromTheEnvironment() {
        var env =
                Map.of(
                        "LOG_DIRECTORY", "/var/log/t",
                        "LOG_NAME", "gateway",
                        "LOG_SIZE_MAX_BYTES", "4096",
                        "LOG_FILES_MAX", "2",
                        "LOG_LEVEL", "debug",
                        "LOG_CONSOLE", "json");

        assertThat(Settings.of(env).bind(LogConfig.class, "log"))
                .isEqualTo(
                        new LogConfig(
                                Path.of("/var/log/t"),
                                "gateway",
                                4096,
                                2,
                                LogLevel.DEBUG,
                                ConsoleFormat.JSON));
    }

    @ParameterizedTest
    @CsvSource({
        "LOG_NAME,../escape",
        "LOG_SIZE_MAX_BYTES,1023",
        "LOG_FILES_MAX,1",
        "LOG_FILES_MAX,11",
        "LOG_LEVEL,off",
        "LOG_CONSOLE,xml"
    })
    void refusesWhatBreaksARule(String key, String value) {
        var settings = Settings.of(Map.of(key, value));

        assertThatThrownBy(() -> settings.bind(LogConfig.class, "log"))
                .hasMessageContaining(key + ": " + value);
    }
}
