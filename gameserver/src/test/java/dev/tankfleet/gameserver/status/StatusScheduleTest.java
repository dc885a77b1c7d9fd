package dev.tankfleet.gameserver.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StatusScheduleTest {
    private static final long MS = 1_000_000;

    private final StatusSchedule schedule = new StatusSchedule(0);

    @Test
    void isDueAtOnceAndThenEachFiveSeconds() {
        assertThat(schedule.waitNs(0)).isZero();

        schedule.onSent(0);

        assertThat(schedule.waitNs(0)).isEqualTo(5_000 * MS);
    }

    @Test
    void tellsAChangeAtOnceButNotTooOften() {
        schedule.onSent(0);
        schedule.onChanged(10 * MS);
        assertThat(schedule.waitNs(10 * MS)).isEqualTo(240 * MS);

        schedule.onSent(250 * MS);
        schedule.onChanged(900 * MS);

        assertThat(schedule.waitNs(900 * MS)).isZero();
    }

    @Test
    void answersAPollAtTheDrawnTime() {
        schedule.onSent(0);

        schedule.onPolled(1_000 * MS, 100 * MS);
        schedule.onPolled(1_000 * MS, 200 * MS);

        assertThat(schedule.waitNs(1_000 * MS)).isEqualTo(100 * MS);
    }
}
