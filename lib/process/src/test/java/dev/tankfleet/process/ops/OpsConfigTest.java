package dev.tankfleet.process.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.process.config.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.Map;

final class OpsConfigTest {
    @Test
    void listensPlainlyOnLoopbackUnlessSet() {
        var config = Settings.of(Map.of("OPS_PORT", "8000")).bind(OpsConfig.class, "ops");

        assertThat(config).isEqualTo(new OpsConfig("127.0.0.1", 8000, null));
    }

    @Test
    void knowsWhereItsCertificateIs() {
        var settings = Settings.of(Map.of("OPS_PORT", "0", "OPS_TLS_DIRECTORY", "/etc/tls"));

        var config = settings.bind(OpsConfig.class, "ops");

        assertThat(config.tlsDirectory()).isEqualTo(Path.of("/etc/tls"));
    }

    @ParameterizedTest
    @CsvSource({"OPS_PORT,-1", "OPS_PORT,65536", "OPS_HOST,' '"})
    void refusesWhatBreaksARule(String key, String value) {
        var settings = Settings.of(Map.of(key, value)).orElse(Map.of("OPS_PORT", "0"));

        assertThatThrownBy(() -> settings.bind(OpsConfig.class, "ops"))
                .hasMessageContaining(key + ": " + value);
    }
}
