package dev.tankfleet.game.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.TankType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OwnTankTest {

    private static final int OWN = 16;
    private static final int OTHER = 17;
    private static final int X = 30_000;
    private static final int Y = 9_000;
    private static final int FULL_SPEED = 200;

    private static final int TYPE = TankType.MEDIUM.number();

    private final OwnTank tank = OwnTank.create(Maps.crossfire(), Rules.freeForAll());

    @BeforeEach
    void beginAtTickTen() {
        tank.drive(1, 0, 0, 0);
        state(10, 1, X, Y, 0);
    }

    @Test
    void answersToAKeyBeforeTheServerHasHeardOfIt() {
        tank.look(1_000, 0, 0, OwnTank.WHOLE_STEP);

        assertThat(tank.x()).isEqualTo(X + 8);
    }

    @Test
    void leavesTheTankWhereItIsByLooking() {
        tank.look(1_000, 1_000, 0, OwnTank.WHOLE_STEP);
        tank.look(0, 0, 0, OwnTank.WHOLE_STEP);

        assertThat(tank.x()).isEqualTo(X);
        assertThat(tank.hull()).isZero();
    }

    @Test
    void drivesAgainWhatTheServerHasNotComeTo() {
        tank.drive(2, 1_000, 0, 0);
        tank.drive(3, 1_000, 0, 0);
        tank.drive(4, 1_000, 0, 0);

        state(11, 2, X + 8, Y, 8);
        tank.look(0, 0, 0, 0);

        assertThat(tank.x()).isEqualTo(X + 8 + 16 + 24);
        assertThat(tank.correctionMm()).isZero();
    }

    @Test
    void showsACorrectionBitByBitAndIsDoneInTime() {
        tank.drive(2, 0, 0, 0);
        state(11, 2, X + 600, Y, 0);

        assertThat(tank.correctionMm()).isBetween(599, 600);
        tank.look(0, 0, 0, 0);
        int before = tank.x();
        assertThat(before).isEqualTo(X);
        for (int step = 3; step < 3 + Easing.STEPS; step++) {
            tank.look(0, 0, 0, OwnTank.WHOLE_STEP / 2);
            assertThat(tank.x()).isGreaterThan(before).isLessThan(X + 600);
            before = tank.x();
            tank.drive(step, 0, 0, 0);
        }
        tank.look(0, 0, 0, 0);
        assertThat(tank.x()).isEqualTo(X + 600);
    }

    @Test
    void turnsTheShorterWayWhenItIsPutRight() {
        state(11, 1, X, Y, 0, 65_000);

        tank.drive(2, 0, 0, 0);
        tank.look(0, 0, 0, 0);

        assertThat(tank.hull()).isBetween(65_001, 65_535);
    }

    @Test
    void jumpsWhereItWasPutFarAway() {
        state(11, 1, X + 20_000, Y, 0);

        tank.look(0, 0, 0, 0);

        assertThat(tank.x()).isEqualTo(X + 20_000);
    }

    @Test
    void stopsAtATankThatStandsInTheWay() {
        tank.beginState(11, 1);
        tank.tank(OWN, TYPE, X, Y, 0, 0, FULL_SPEED, true);
        tank.tank(OTHER, TYPE, X + 2_700, Y, 0, 0, 0, true);
        tank.endState(OWN);
        for (int step = 2; step < 40; step++) {
            tank.drive(step, 1_000, 0, 0);
        }
        tank.look(0, 0, 0, 0);

        assertThat(tank.x()).isBetween(X + 200, X + 300);
    }

    @Test
    void showsNothingBeforeTheServerHasAnsweredAnInput() {
        var stranger = OwnTank.create(Maps.crossfire(), Rules.freeForAll());
        stranger.drive(1, 0, 0, 0);
        stranger.beginState(10, 0);
        stranger.tank(OWN, TYPE, X, Y, 0, 0, 0, true);
        stranger.endState(OWN);

        assertThat(stranger.isDriving()).isFalse();
    }

    @Test
    void showsNothingWhileTheTankWaitsForItsReturn() {
        tank.beginState(11, 1);
        tank.tank(OWN, TYPE, X, Y, 0, 0, 0, false);
        tank.endState(OWN);

        assertThat(tank.isDriving()).isFalse();
    }

    @Test
    void showsNothingOfATankThatIsNotAmongThoseOfTheState() {
        tank.beginState(11, 1);
        tank.endState(OWN);

        assertThat(tank.isDriving()).isFalse();
    }

    @Test
    void waitsForTheServerAgainAfterAGap() {
        tank.drive(2 + OwnTank.MISSED_STEPS_MAX, 0, 0, 0);
        state(11, 1, X, Y, 0);
        assertThat(tank.isDriving()).isFalse();

        state(12, 2 + OwnTank.MISSED_STEPS_MAX, X, Y, 0);
        assertThat(tank.isDriving()).isTrue();
    }

    @Test
    void holdsTheInputBeforeOverStepsThatWereMissed() {
        tank.drive(2, 1_000, 0, 0);
        tank.drive(5, 0, 0, 0);
        tank.look(0, 0, 0, 0);

        // 8 + 16 + 24 mm of acceleration, then 12 mm per tick less.
        assertThat(tank.x()).isEqualTo(X + 8 + 16 + 24 + 12);
    }

    @Test
    void letsGoOfAnInputOverStepsThatWereMissedAsTheServerDoes() {
        tank.drive(2, 1_000, 0, 0);
        tank.drive(2 + OwnTank.MISSED_STEPS_MAX, 1_000, 0, 0);
        tank.look(0, 0, 0, 0);

        // 16 ticks of acceleration to 128 mm, then 10 of braking, then the first of a new start.
        int gained = 8 * 16 * 17 / 2;
        int lost = 116 + 104 + 92 + 80 + 68 + 56 + 44 + 32 + 20 + 8;
        assertThat(tank.x()).isEqualTo(X + gained + lost + 8);
    }

    @Test
    void standsStillWhenTheServerIsSilentForLong() {
        for (int step = 2; step < 200; step++) {
            tank.drive(step, 1_000, 0, 0);
        }
        tank.look(0, 0, 0, 0);
        int last = tank.x();
        for (int step = 200; step < 230; step++) {
            tank.drive(step, -1_000, 0, 0);
        }
        tank.look(0, 0, 0, 0);
        assertThat(tank.x()).isEqualTo(last);

        state(11, 2, X, Y, 0);
        for (int step = 230; step < 230 + Easing.STEPS; step++) {
            tank.drive(step, 0, 0, 0);
        }
        tank.look(0, 0, 0, 0);
        assertThat(tank.x()).isEqualTo(X);
    }

    @Test
    void refusesAStepThatIsNotNew() {
        assertThatThrownBy(() -> tank.drive(1, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("step: 1 (expected: above 1)");
    }

    private void state(int tick, int acknowledged, int x, int y, int speed) {
        state(tick, acknowledged, x, y, speed, 0);
    }

    private void state(int tick, int acknowledged, int x, int y, int speed, int hull) {
        tank.beginState(tick, acknowledged);
        tank.tank(OWN, TYPE, x, y, hull, 0, speed, true);
        tank.endState(OWN);
    }
}
