package dev.tankfleet.matchmaker.find;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

final class RateLimitTest {
    private final AtomicLong nowNs = new AtomicLong();
    private final RateLimit limit = new RateLimit(1, 3, nowNs::get);

    @Test
    void allowsABurstAndThenOnePerSecond() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("anna")).isZero();
        }
        assertThat(limit.take("anna")).isEqualTo(Duration.ofSeconds(1));
        assertThat(limit.take("bob")).isZero();

        nowNs.addAndGet(Duration.ofMillis(400).toNanos());
        assertThat(limit.take("anna")).isEqualTo(Duration.ofMillis(600));
        nowNs.addAndGet(Duration.ofMillis(600).toNanos());
        assertThat(limit.take("anna")).isZero();
    }

    @Test
    void neverSavesUpMoreThanTheBurst() {
        nowNs.addAndGet(Duration.ofHours(1).toNanos());
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("anna")).isZero();
        }

        assertThat(limit.take("anna")).isPositive();
    }
}
