package dev.tankfleet.gameserver.tick;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TickTimesTest {
    @Test
    void tellsThePercentileOfTheTicksSinceTheLastQuestion() {
        var times = new TickTimes();
        for (int i = 0; i < 99; i++) {
            times.record(1_000_000);
        }
        times.record(40_000_000);

        assertThat(times.takeP99Ms()).isBetween(1.0, 1.1);
        assertThat(times.takeP99Ms()).isZero();
    }

    @Test
    void countsVeryLongTicksInTheLastBucket() {
        var times = new TickTimes();

        times.record(Long.MAX_VALUE);

        assertThat(times.takeP99Ms()).isEqualTo(50.0);
        assertThat(times.ticks()).isEqualTo(1);
    }

    @Test
    void countsTicksThatTookLongerThanThereIsTimeFor() {
        var times = new TickTimes();
        times.record(33_000_000);
        times.record(34_000_000);

        assertThat(times.overrunTicks()).isEqualTo(1);
    }

    @Test
    void repeatsThePercentileThatItSaidLast() {
        var times = new TickTimes();
        times.record(1_000_000);

        double said = times.takeP99Ms();

        assertThat(times.lastP99Ms()).isEqualTo(said).isPositive();
    }
}
