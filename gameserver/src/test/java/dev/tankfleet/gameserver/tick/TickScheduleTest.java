package dev.tankfleet.gameserver.tick;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TickScheduleTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long START_NS = -5_000_000_000L;

    @Test
    void stepsThirtyTimesASecondHoweverOftenItIsAsked() {
        var schedule = new TickSchedule(30, START_NS);

        int ticks = 0;
        for (long ns = 0; ns <= 60 * SECOND_NS; ns += 7_000_003) {
            ticks += schedule.takeDue(START_NS + ns);
        }

        assertThat(ticks).isEqualTo(1_799);
        assertThat(schedule.takeDue(START_NS + 60 * SECOND_NS)).isEqualTo(1);
        assertThat(schedule.droppedTicks()).isZero();
    }

    @Test
    void makesUpForAFewLateTicksOnly() {
        var schedule = new TickSchedule(30, START_NS);

        assertThat(schedule.takeDue(START_NS + SECOND_NS)).isEqualTo(1 + TickSchedule.CATCH_UP_MAX);

        assertThat(schedule.droppedTicks()).isEqualTo(24);
        assertThat(schedule.takeDue(START_NS + SECOND_NS)).isZero();
        assertThat(schedule.deadlineNs() - START_NS - SECOND_NS).isBetween(1L, SECOND_NS / 30 + 1);
    }

    @Test
    void dropsNothingWhileNobodyWaits() {
        var schedule = new TickSchedule(30, START_NS);

        schedule.restart(START_NS + 60 * SECOND_NS);

        assertThat(schedule.takeDue(START_NS + 60 * SECOND_NS)).isZero();
        assertThat(schedule.takeDue(START_NS + 60 * SECOND_NS + SECOND_NS / 30)).isEqualTo(1);
        assertThat(schedule.droppedTicks()).isZero();
    }

    @Test
    void keepsItsDeadlinesWhenOneTickIsLate() {
        var schedule = new TickSchedule(30, START_NS);

        assertThat(schedule.takeDue(START_NS + 50_000_000)).isEqualTo(1);

        assertThat(schedule.deadlineNs()).isEqualTo(START_NS + 2 * SECOND_NS / 30);
    }
}
