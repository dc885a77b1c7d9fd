package dev.tankfleet.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.auth.login.HashingConfig;
import dev.tankfleet.auth.login.LoginConfig;
import dev.tankfleet.auth.token.TokenConfig;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.config.WrongSettingsException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class AuthConfigTest {
    private static final Map<String, String> LEAST =
            Map.of(
                    "AUTH_DATABASE_URL",
                    "jdbc:postgresql://db/x",
                    "AUTH_DATABASE_USER",
                    "auth",
                    "AUTH_TOKEN_SIGNING_KEY",
                    "/keys/signing.pem");

    @Test
    void hasDefaultsForAllButTheDatabaseAndTheKey() {
        var config = bind(Map.of());

        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8888);
        assertThat(config.requestsMax()).isEqualTo(256);
        assertThat(config.allowedOrigins()).isEmpty();
        assertThat(config.trustedProxies()).isEmpty();
        assertThat(config.preambleSenders()).isEmpty();
        assertThat(config.database().connectionsMax()).isEqualTo(8);
        assertThat(config.token()).isEqualTo(TokenConfig.withKey(Path.of("/keys/signing.pem")));
        assertThat(config.login()).isEqualTo(LoginConfig.DEFAULT);
        assertThat(config.hashing()).isEqualTo(HashingConfig.DEFAULT);
    }

    @Test
    void readsEveryKindOfKey() {
        var config =
                bind(
                        Map.of(
                                "AUTH_HOST", "0.0.0.0",
                                "AUTH_PORT", "0",
                                "AUTH_ALLOWED_ORIGINS", "https://a.test,http://b.test:8090",
                                "AUTH_TRUSTED_PROXIES", "127.0.0.1",
                                "AUTH_PREAMBLE_SENDERS", "10.0.0.0/8",
                                "AUTH_DATABASE_PASSWORD", "secret",
                                "AUTH_TOKEN_RETIRED_KEYS", "/keys/old.pem",
                                "AUTH_TOKEN_ACCESS_LIFE", "1m",
                                "AUTH_LOGIN_PASSWORD_LENGTH_MIN", "15",
                                "AUTH_HASHING_QUEUE_MAX", "7"));

        assertThat(config.allowedOrigins())
                .isEqualTo(List.of(URI.create("https://a.test"), URI.create("http://b.test:8090")));
        assertThat(config.trustedProxies()).containsExactly("127.0.0.1");
        assertThat(config.preambleSenders()).containsExactly("10.0.0.0/8");
        assertThat(config.token().retiredKeys()).containsExactly(Path.of("/keys/old.pem"));
        assertThat(config.token().accessLife()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.login().passwordLengthMin()).isEqualTo(15);
        assertThat(config.hashing().queueMax()).isEqualTo(7);
        assertThat(config.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH_PORT, 65536",
        "AUTH_REQUESTS_MAX, 0",
        "AUTH_ALLOWED_ORIGINS, https://a.test/path",
        "AUTH_ALLOWED_ORIGINS, a.test",
        "AUTH_TRUSTED_PROXIES, proxy.example",
        "AUTH_TRUSTED_PROXIES, 10.0.0.0/33",
        "AUTH_PREAMBLE_SENDERS, proxy.example",
        "AUTH_DATABASE_URL, mysql://db",
        "AUTH_DATABASE_CONNECTIONS_MAX, 0",
        "AUTH_DATABASE_CONNECTIONS_MAX, 101",
        "AUTH_TOKEN_ACCESS_LIFE, 0s",
        "AUTH_TOKEN_ACCESS_LIFE, 2h",
        "AUTH_TOKEN_REFRESH_LIFE, 1m",
        "AUTH_TOKEN_REFRESH_GRACE, 2m",
        "AUTH_TOKEN_SESSIONS_MAX, 0",
        "AUTH_LOGIN_PASSWORD_LENGTH_MIN, 7",
        "AUTH_LOGIN_ACCOUNT_FAILURES, 0",
        "AUTH_LOGIN_ACCOUNT_WINDOW, 0s",
        "AUTH_LOGIN_SOURCE_FAILURES, 0",
        "AUTH_LOGIN_SOURCE_WINDOW, 0s",
        "AUTH_LOGIN_SOURCE_REGISTRATIONS, 0",
        "AUTH_LOGIN_SOURCE_GUESTS, 0",
        "AUTH_HASHING_MEMORY_KIB, 19455",
        "AUTH_HASHING_ITERATIONS, 1",
        "AUTH_HASHING_THREADS, 257",
        "AUTH_HASHING_QUEUE_MAX, 0",
        "AUTH_HASHING_WAIT_MAX, 0s"
    })
    void refusesAValueThatBreaksItsRule(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of(key, value)))
                .isInstanceOf(WrongSettingsException.class)
                .hasMessageContaining(key);
    }

    private static AuthConfig bind(Map<String, String> more) {
        var environment = new HashMap<>(LEAST);
        environment.putAll(more);
        return Settings.of(environment).bind(AuthConfig.class, "auth");
    }
}
