package dev.tankfleet.gameserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.process.config.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

final class GameServerConfigTest {
    private static final Map<String, String> LEAST =
            Map.of(
                    "SERVER_ID", "eu-gs1",
                    "REGION", "eu",
                    "CITY", "Frankfurt",
                    "PUBLIC_IP", "127.0.0.1",
                    "GATEWAY_URL", "ws://127.0.0.1:8080",
                    "REGION_KEY", "a key of the region");

    @Test
    void takesTheUsualNumbersForWhatIsNotSet() {
        var config = bind(LEAST);

        var standard =
                GameServerConfig.standard(
                        "eu-gs1",
                        "eu",
                        "Frankfurt",
                        "127.0.0.1",
                        "ws://127.0.0.1:8080",
                        config.regionKey().current());
        assertThat(config).isEqualTo(standard);
        assertThat(config.toString()).doesNotContain("a key of the region");
    }

    @Test
    void takesEveryNumberFromTheEnvironment() {
        var set = new HashMap<>(LEAST);
        set.put("BUILD", "1.2.3");
        set.put("NODE", "node-7");
        set.put("OVERFLOW_LABEL", "drain");
        set.put("HOST_MATCHES_MAX", "8");
        set.put("HOST_WORKERS", "2");
        set.put("HOST_DRAIN_MAX", "5m");
        set.put("SEAT_TOKEN_TTL", "10s");
        set.put("SEAT_JOIN_GRACE", "2s");
        set.put("SEAT_HOLD", "60s");
        set.put("LIFECYCLE_FIRST_LEASE", "1s");
        set.put("LIFECYCLE_IDLE_MAX", "2s");
        set.put("LIFECYCLE_SHOW_WITHIN", "3s");
        set.put("LIFECYCLE_READY_REPEAT_AFTER", "4s");
        set.put("LIFECYCLE_LOOK_EVERY", "6s");
        set.put("RESULT_PENDING_MAX", "17");
        set.put("RESULT_PUBLISH_TIMEOUT", "8s");
        set.put("RESULT_BACKOFF_MIN", "9ms");
        set.put("RESULT_BACKOFF_MAX", "10s");
        set.put("RESULT_ROUTE_TTL", "11m");

        var config = bind(set);

        assertThat(config.build()).isEqualTo("1.2.3");
        assertThat(config.node()).isEqualTo("node-7");
        assertThat(config.overflowLabel()).isEqualTo("drain");
        assertThat(config.host().matchesMax()).isEqualTo(8);
        assertThat(config.host().workers()).isEqualTo(2);
        assertThat(config.host().drainMax()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.seat().tokenTtl()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.seat().joinGrace()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.seat().hold()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.lifecycle().firstLease()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.lifecycle().idleMax()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.lifecycle().showWithin()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.lifecycle().readyRepeatAfter()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.lifecycle().lookEvery()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.result().pendingMax()).isEqualTo(17);
        assertThat(config.result().publishTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.result().backoffMin()).isEqualTo(Duration.ofMillis(9));
        assertThat(config.result().backoffMax()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.result().routeTtl()).isEqualTo(Duration.ofMinutes(11));
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_ID, us-gs1",
        "SERVER_ID, eu.gs1",
        "REGION, e*",
        "REGION_KEY, short",
        "HOST_MATCHES_MAX, 0",
        "HOST_MATCHES_MAX, 1001",
        "HOST_WORKERS, 0",
        "HOST_WORKERS, 65",
        "HOST_DRAIN_MAX, -1s",
        "SEAT_TOKEN_TTL, 0s",
        "SEAT_JOIN_GRACE, -1s",
        "SEAT_HOLD, 0s",
        "LIFECYCLE_FIRST_LEASE, 0s",
        "LIFECYCLE_IDLE_MAX, 0s",
        "LIFECYCLE_SHOW_WITHIN, 0s",
        "LIFECYCLE_READY_REPEAT_AFTER, 0s",
        "LIFECYCLE_LOOK_EVERY, 0s",
        "RESULT_PENDING_MAX, 0",
        "RESULT_PENDING_MAX, 3",
        "RESULT_PUBLISH_TIMEOUT, 0s",
        "RESULT_BACKOFF_MIN, 0s",
        "RESULT_BACKOFF_MAX, 1ms",
        "RESULT_ROUTE_TTL, 0s"
    })
    void refusesWhatBreaksARule(String name, String value) {
        var set = new HashMap<>(LEAST);
        set.put(name, value);

        assertThatThrownBy(() -> bind(set)).hasMessageContaining(name);
    }

    private static GameServerConfig bind(Map<String, String> environment) {
        return Settings.of(environment).bind(GameServerConfig.class, "");
    }
}
