package dev.tankfleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.gateway.admission.AdmissionLimits;
import dev.tankfleet.gateway.connection.ConnectionLimits;
import dev.tankfleet.gateway.wire.WireLimits;
import dev.tankfleet.process.config.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class GatewayConfigTest {
    private static final Map<String, String> LEAST = Map.of("GATEWAY_ID", "gw", "REGION", "eu");

    @Test
    void standsOnTheContractsDefaults() {
        var config = bind(Map.of());

        assertThat(config)
                .isEqualTo(
                        new GatewayConfig(
                                "gw",
                                "eu",
                                "0.0.0.0",
                                8080,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                Duration.ofSeconds(2),
                                WireLimits.defaults(),
                                ConnectionLimits.defaults(),
                                AdmissionLimits.defaults()));
        assertThat(config.connection().authTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.connection().messagesPerSecond()).isEqualTo(60);
        assertThat(config.connection().slowMax()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void readsEveryPartFromTheEnvironment() {
        var config =
                bind(
                        Map.of(
                                "PORT", "0",
                                "GATEWAYS", "wss://a,wss://b",
                                "ALLOWED_ORIGINS", "https://play.example",
                                "TRUSTED_PROXIES", "10.0.0.0/8,::1",
                                "PREAMBLE_SENDERS", "192.0.2.0/24",
                                "WIRE_SOCKETS_MAX", "7",
                                "CONNECTION_SLOW_MAX", "5s",
                                "ADMISSION_JOIN_TIMEOUT", "250ms"));

        assertThat(config.port()).isZero();
        assertThat(config.gateways()).containsExactly("wss://a", "wss://b");
        assertThat(config.allowedOrigins()).containsExactly("https://play.example");
        assertThat(config.trustedProxies()).containsExactly("10.0.0.0/8", "::1");
        assertThat(config.preambleSenders()).containsExactly("192.0.2.0/24");
        assertThat(config.wire().socketsMax()).isEqualTo(7);
        assertThat(config.connection().slowMax()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.admission().joinTimeout()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void givesEachStartAnIdOfItsOwn() {
        var config = GatewayConfig.of("g".repeat(55), "eu", "127.0.0.1", 0, List.of());

        var first = config.startedAnew().gatewayId();

        assertThat(first).startsWith(config.gatewayId() + "-").hasSize(64);
        assertThat(config.startedAnew().gatewayId()).isNotEqualTo(first);
    }

    @Test
    void refusesANameThatLeavesNoRoomForTheStart() {
        var config = GatewayConfig.of("g".repeat(56), "eu", "127.0.0.1", 0, List.of());

        assertThatThrownBy(config::startedAnew).hasMessageContaining("gatewayId");
    }

    @ParameterizedTest
    @CsvSource({
        "GATEWAY_ID, a.b",
        "REGION, 'e u'",
        "HOST, ' '",
        "PORT, 65536",
        "PORT, -1",
        "ALLOWED_ORIGINS, 'https://a,null'",
        "TRUSTED_PROXIES, proxy.example",
        "PREAMBLE_SENDERS, proxy.example",
        "DRAIN_MAX, 0s",
        "WIRE_SOCKETS_MAX, 0",
        "WIRE_HANDSHAKE_BURST, 0",
        "WIRE_HANDSHAKES_PER_SECOND, 0",
        "WIRE_REQUEST_TIMEOUT, 0s",
        "WIRE_LOOPS, 65",
        "CONNECTION_AUTH_TIMEOUT, 0s",
        "CONNECTION_JOIN_MAX, 0s",
        "CONNECTION_MESSAGES_PER_SECOND, 0",
        "CONNECTION_KEEPALIVE_INTERVAL, 0s",
        "CONNECTION_KEEPALIVE_TIMEOUT, 0s",
        "CONNECTION_SLOW_MAX, 0s",
        "CONNECTION_OWNER_SILENT_MAX, 0s",
        "CONNECTION_CLOSE_TIMEOUT, 0s",
        "ADMISSION_AT_WORK_MAX, 0",
        "ADMISSION_WAIT_MAX, 0s",
        "ADMISSION_JOIN_TIMEOUT, 0s",
        "ADMISSION_RETRY_PAUSE, -1s"
    })
    void refusesValueOutsideItsRule(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of(key, value))).hasMessageContaining(key);
    }

    private static GatewayConfig bind(Map<String, String> more) {
        var environment = new HashMap<>(LEAST);
        environment.putAll(more);
        return Settings.of(environment).bind(GatewayConfig.class, "");
    }
}
