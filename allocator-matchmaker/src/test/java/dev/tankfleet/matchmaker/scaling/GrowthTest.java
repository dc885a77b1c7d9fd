package dev.tankfleet.matchmaker.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class GrowthTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long LEAD = 60 * SECOND;

    private final Growth growth = new Growth();

    @Test
    void expectsNothingAtTheFirstLook() {
        assertThat(growth.ahead(100, 0, LEAD)).isZero();
    }

    @Test
    void goesOnAsItHasGrownSinceTheLowestLook() {
        growth.ahead(10, 0, LEAD);
        growth.ahead(4, 30 * SECOND, LEAD);

        assertThat(growth.ahead(7, 60 * SECOND, LEAD)).isEqualTo(6);
    }

    @Test
    void expectsNothingWhereMatchesEnd() {
        growth.ahead(10, 0, LEAD);

        assertThat(growth.ahead(3, 30 * SECOND, LEAD)).isZero();
    }

    @Test
    void forgetsWhatIsLongAgo() {
        growth.ahead(0, 0, LEAD);

        assertThat(growth.ahead(50, 400 * SECOND, LEAD)).isZero();
    }

    @Test
    void remembersAsLongHoweverOftenItIsAsked() {
        growth.ahead(0, 0, LEAD);
        for (int i = 1; i <= 1_000; i++) {
            growth.ahead(10, SECOND + i, LEAD);
        }

        assertThat(growth.ahead(10, 60 * SECOND, LEAD)).isEqualTo(10);
    }
}
