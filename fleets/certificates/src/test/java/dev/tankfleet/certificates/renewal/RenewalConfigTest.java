package dev.tankfleet.certificates.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.certificates.renewal.RenewalConfig.Wanted;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.config.WrongSettingsException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class RenewalConfigTest {
    private static final Map<String, String> LEAST =
            Map.of(
                    "NAMESPACE", "games",
                    "OWNER", "eu",
                    "AUTHORITY", "eu-authority",
                    "WANTED", "eu-edge-tls=eu.play.example,eu-internal-tls=eu-auth *.games.svc");

    @Test
    void takesDefaultsForHowLongTheyLast() {
        var config = bind(Map.of());

        assertThat(config.life()).isEqualTo(Duration.ofDays(90));
        assertThat(config.authorityLife()).isEqualTo(Duration.ofDays(3650));
        assertThat(config.each())
                .containsExactly(
                        new Wanted("eu-edge-tls", List.of("eu.play.example")),
                        new Wanted("eu-internal-tls", List.of("eu-auth", "*.games.svc")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    NAMESPACE | Games | a name as Kubernetes takes it
                    OWNER | -eu | a name as Kubernetes takes it
                    AUTHORITY | eu_authority | a name as Kubernetes takes it
                    WANTED | eu-edge-tls | secret=host host
                    WANTED | eu-edge-tls= | secret=host host
                    WANTED | Edge=play.example | secret=host host
                    WANTED | edge=https://play.example | secret=host host
                    WANTED | eu-authority=play.example | each Secret once
                    WANTED | a=b.example,a=c.example | each Secret once
                    LIFE | 59m | >= PT1H
                    AUTHORITY_LIFE | 90d | > PT2160H
                    """)
    void refusesWhatCannotBe(String variable, String value, String rule) {
        assertThatThrownBy(() -> bind(Map.of(variable, value)))
                .isInstanceOf(WrongSettingsException.class)
                .hasMessageContaining(rule);
    }

    private static RenewalConfig bind(Map<String, String> more) {
        var environment = new HashMap<>(LEAST);
        environment.putAll(more);
        return Settings.of(environment).bind(RenewalConfig.class, "");
    }
}
