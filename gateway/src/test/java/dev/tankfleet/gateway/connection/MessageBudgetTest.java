package dev.tankfleet.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

final class MessageBudgetTest {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    private final MessageBudget budget = new MessageBudget(60, 0);

    @Test
    void letsSixtyASecondThroughForever() {
        for (long i = 0; i < 600; i++) {
            assertThat(budget.spend(i * SECOND_NS / 60)).isTrue();
        }
    }

    @Test
    void stopsTheSixtyFirstAtOnce() {
        for (int i = 0; i < 60; i++) {
            assertThat(budget.spend(0)).isTrue();
        }

        assertThat(budget.spend(0)).isFalse();
        assertThat(budget.spend(SECOND_NS / 60)).isTrue();
    }

    @Test
    void savesNoMoreThanOneSecond() {
        int spent = 0;
        while (budget.spend(SECOND_NS * 3_600)) {
            spent++;
        }

        assertThat(spent).isEqualTo(60);
    }
}
