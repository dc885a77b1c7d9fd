package dev.tankfleet.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

final class AllowanceTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Allowance allowance = new Allowance(10, Duration.ofHours(1), () -> now);

    @Test
    void letsTenAttemptsPassAtOnceAndTellsHowLongTheNextMustWait() {
        for (int i = 0; i < 10; i++) {
            assertThat(allowance.take("a")).isEmpty();
        }

        assertThat(allowance.take("a")).contains(Duration.ofMinutes(6));
        assertThat(allowance.take("b")).isEmpty();
    }

    @Test
    void growsBackEvenly() {
        for (int i = 0; i < 10; i++) {
            allowance.take("a");
        }
        now = now.plus(Duration.ofMinutes(12));

        assertThat(allowance.take("a")).isEmpty();
        assertThat(allowance.take("a")).isEmpty();
        assertThat(allowance.take("a")).contains(Duration.ofMinutes(6));
    }

    @Test
    void letsNoMoreThanTheAllowanceAndItsGrowthPassInADay() {
        int passed = 0;
        for (int second = 0; second < 86_400; second += 30) {
            now = now.plusSeconds(30);
            passed += allowance.take("a").isEmpty() ? 1 : 0;
        }

        assertThat(passed).isBetween(240, 251);
    }

    @Test
    void givesAnAttemptBack() {
        for (int i = 0; i < 100; i++) {
            assertThat(allowance.take("a")).isEmpty();
            allowance.giveBack("a");
        }
    }

    @Test
    void makesNobodyWaitLongerThanAWindowWhenTheClockIsSetBack() {
        for (int i = 0; i < 10; i++) {
            allowance.take("a");
        }
        now = now.minus(Duration.ofDays(30));

        assertThat(allowance.take("a")).contains(Duration.ofMinutes(6));
    }

    @Test
    void forgetsTheKeyUnusedForLongestWhenThereAreTooMany() {
        for (int i = 0; i < 10; i++) {
            allowance.take("first");
            allowance.take("second");
        }
        for (int i = 0; i < Allowance.KEYS_MAX - 2; i++) {
            allowance.take("key" + i);
        }
        assertThat(allowance.take("second")).isPresent();
        allowance.take("one more");

        assertThat(allowance.take("second")).isPresent();
        assertThat(allowance.take("first")).isEmpty();
    }
}
