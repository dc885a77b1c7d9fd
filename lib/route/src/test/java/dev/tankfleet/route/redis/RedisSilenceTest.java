package dev.tankfleet.route.redis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.process.config.Secret;
import dev.tankfleet.route.RouteUnavailable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

final class RedisSilenceTest {
    private static final int WAITING = 8;

    /** As one does that is stopped: the kernel takes the connection, nobody reads it. */
    @Test
    @Timeout(30)
    void doesNotWaitForAHandshakeThatNobodyAnswers() throws IOException {
        try (var silent = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress())) {
            var url = Secret.of("redis://127.0.0.1:" + silent.getLocalPort());
            var config =
                    new RedisConfig(url, Duration.ofMillis(300), Duration.ofMillis(300), WAITING);

            assertThatThrownBy(() -> RedisRouteStore.connect(config))
                    .isInstanceOf(RouteUnavailable.class);
        }
    }
}
