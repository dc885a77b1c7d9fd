package dev.tankfleet.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

final class VirtualClockTest {
    private final VirtualClock clock = new VirtualClock();

    @Test
    void standsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(clock.nanoTime()).isZero();
    }

    @Test
    void movesWallAndNanosTogetherInEveryZone() {
        var elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));

        clock.advance(Duration.ofMillis(1500));

        assertThat(clock.nanoTime()).isEqualTo(1_500_000_000L);
        assertThat(elsewhere.instant()).isEqualTo(Instant.parse("2026-01-01T00:00:01.500Z"));
    }

    @Test
    void refusesToRunBackwards() {
        assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
                .hasMessageContaining("(expected: >= 0)");
    }
}
