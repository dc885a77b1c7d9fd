package dev.tankfleet.game.angle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Random;

/** The tests may use floating point to check what the game computes without. */
final class AngleTest {

    private static final int ONE = 1 << Angle.ONE_BITS;

    @Test
    void findsSineAndCosineOfEveryAngleWithinOne() {
        for (int angle = -Angle.TURN; angle < 2 * Angle.TURN; angle++) {
            double radians = angle * 2 * Math.PI / Angle.TURN;

            assertThat((double) Angle.sin(angle)).isCloseTo(Math.sin(radians) * ONE, within(1.0));
            assertThat((double) Angle.cos(angle)).isCloseTo(Math.cos(radians) * ONE, within(1.0));
        }
    }

    @Test
    void findsTheDirectionOfAnyVectorWithinOneUnit() {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            int dx = random.nextInt(-70_000, 70_001);
            int dy = random.nextInt(-70_000, 70_001);
            double exact = Math.atan2(dy, dx) * Angle.TURN / (2 * Math.PI);

            int found = Angle.of(dx, dy);

            assertThat(found).isBetween(0, Angle.TURN - 1);
            assertThat(Angle.difference((int) Math.round(exact), found)).isBetween(-1, 1);
        }
    }

    @Test
    void findsTheDirectionOfTheAxes() {
        assertThat(Angle.of(0, 0)).isZero();
        assertThat(Angle.of(7, 0)).isZero();
        assertThat(Angle.of(0, 7)).isEqualTo(Angle.QUARTER);
        assertThat(Angle.of(-7, 0)).isEqualTo(Angle.HALF);
        assertThat(Angle.of(0, -7)).isEqualTo(3 * Angle.QUARTER);
    }

    @Test
    void measuresDistancesAcrossTheLargestMap() {
        var random = new Random(2);
        for (int i = 0; i < 100_000; i++) {
            int dx = random.nextInt(-92_000, 92_001);
            int dy = random.nextInt(-92_000, 92_001);
            double exact = Math.hypot(dx, dy);

            assertThat((double) Angle.distance(dx, dy)).isCloseTo(exact, within(2 + exact / 4_000));
        }
    }

    @Test
    void turnsTheShorterWayAndNotTooFar() {
        assertThat(Angle.approach(10, 65_526, 15)).isEqualTo(65_531);
        assertThat(Angle.approach(65_526, 10, 15)).isEqualTo(5);
        assertThat(Angle.approach(100, 110, 15)).isEqualTo(110);
        assertThat(Angle.difference(10, 65_526)).isEqualTo(-20);
    }
}
