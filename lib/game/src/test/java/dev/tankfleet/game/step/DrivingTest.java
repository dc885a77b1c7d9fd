package dev.tankfleet.game.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.map.Wall;

import org.junit.jupiter.api.Test;

import java.util.Random;

final class DrivingTest {

    private static final int TENTH_OF_A_DEGREE = Angle.TURN / 3_600;

    @Test
    void movesAlongTheHullWhateverTheThrottle() {
        var random = new Random(5);
        for (int i = 0; i < 200; i++) {
            Arena arena = Arena.with();
            int hull = random.nextInt(Angle.TURN);
            int throttle = random.nextInt(100, 1_001) * (random.nextBoolean() ? 1 : -1);
            arena.put(0, 30_000, 20_000, hull);

            for (int tick = 0; tick < 60; tick++) {
                arena.drive(0, throttle, 0);
                arena.step();
            }

            int dx = arena.x(0) - 30_000;
            int dy = arena.y(0) - 20_000;
            int course = Angle.of(dx, dy) + (throttle < 0 ? Angle.HALF : 0);
            assertThat(Angle.distance(dx, dy)).isGreaterThan(500);
            assertThat(Angle.difference(hull, course))
                    .isBetween(-TENTH_OF_A_DEGREE, TENTH_OF_A_DEGREE);
        }
    }

    @Test
    void standsStillSoonAfterTheThrottleIsReleased() {
        Arena arena = atFullSpeed();
        arena.drive(0, 0, 0);

        arena.step(Arena.TANK.stopTicksMax());
        int x = arena.x(0);
        arena.step(100);

        assertThat(Arena.TANK.stopTicksMax()).isEqualTo(17);
        assertThat(arena.x(0)).isEqualTo(x);
    }

    @Test
    void standsStillWhenNothingIsHeardAnyMore() {
        Arena arena = atFullSpeed();

        arena.step(arena.world.rules().inputHoldTicks() + Arena.TANK.stopTicksMax());
        int x = arena.x(0);
        arena.step(100);

        assertThat(arena.x(0)).isEqualTo(x);
    }

    @Test
    void reachesFullSpeedAndNoMore() {
        Arena arena = atFullSpeed();
        int x = arena.x(0);

        arena.step();

        assertThat(arena.x(0) - x).isEqualTo(Arena.TANK.speedMax());
    }

    @Test
    void turnsHullAndTurretEachByItsOwnWill() {
        Arena arena = Arena.with();
        arena.put(0, 30_000, 20_000, 0);
        arena.world.inputs().set(0, 0, -1_000, Angle.QUARTER, false, 0);

        arena.step();

        assertThat(arena.world.tanks().hull[0]).isEqualTo(Angle.wrap(-Arena.TANK.hullTurn()));
        assertThat(arena.world.tanks().turret[0]).isEqualTo(Arena.TANK.turretTurn());
        arena.world.inputs().set(0, 0, 0, Angle.QUARTER, false, 0);
        arena.step(20);
        assertThat(arena.world.tanks().hull[0]).isEqualTo(Angle.wrap(-Arena.TANK.hullTurn()));
        assertThat(arena.world.tanks().turret[0]).isEqualTo(Angle.QUARTER);
        assertThat(arena.x(0)).isEqualTo(30_000);
    }

    @Test
    void stopsAtAWallAndSlidesAlongIt() {
        Arena arena = Arena.with(new Wall(35_000, 0, 1_000, 40_000));
        arena.put(0, 30_000, 10_000, 0);
        arena.put(1, 30_000, 20_000, Angle.TURN / 16);

        for (int tick = 0; tick < 90; tick++) {
            arena.drive(0, 1_000, 0);
            arena.drive(1, 1_000, 0);
            arena.step();
        }

        assertThat(arena.x(0)).isEqualTo(35_000 - Arena.TANK.radiusMm());
        assertThat(arena.y(0)).isEqualTo(10_000);
        assertThat(arena.world.tanks().speed[0]).isZero();
        assertThat(arena.x(1)).isEqualTo(35_000 - Arena.TANK.radiusMm());
        assertThat(arena.y(1)).isGreaterThan(22_500);
    }

    @Test
    void leavesATankThatStandsExactlyWhereItIs() {
        var random = new Random(6);
        Arena arena = Arena.with();
        arena.put(0, 30_000, 20_000, 12_345);
        for (int seat = 1; seat < 16; seat++) {
            arena.put(seat, 3_000 * seat, 20_000 + (seat % 2 == 0 ? 5_000 : -5_000), 0);
        }

        for (int tick = 0; tick < 1_500; tick++) {
            for (int seat = 1; seat < 16; seat++) {
                int home = Angle.of(30_000 - arena.x(seat), 20_000 - arena.y(seat));
                int off = Angle.difference(arena.world.tanks().hull[seat], home);
                arena.drive(seat, 1_000, off + random.nextInt(-500, 501));
            }
            arena.step();

            assertThat(arena.x(0)).isEqualTo(30_000);
            assertThat(arena.y(0)).isEqualTo(20_000);
            assertThat(arena.world.tanks().hull[0]).isEqualTo(12_345);
        }
        assertThat(nearestToTheMiddle(arena)).isLessThan(2 * Arena.TANK.radiusMm() + 100);
    }

    @Test
    void treatsAllSeatsAlike() {
        var random = new Random(7);
        Arena arena = Arena.with(new Wall(28_000, 18_000, 4_000, 4_000));
        Arena mirror = Arena.with(new Wall(28_000, 18_000, 4_000, 4_000));
        for (int seat = 0; seat < 16; seat++) {
            int x = 5_000 + seat % 4 * 3_000;
            int y = 5_000 + seat / 4 * 3_000;
            arena.put(seat, x, y, seat * 4_000);
            mirror.put(15 - seat, x, y, seat * 4_000);
        }

        for (int tick = 0; tick < 1_000; tick++) {
            for (int seat = 0; seat < 16; seat++) {
                int turn = random.nextInt(-1_000, 1_001);
                arena.drive(seat, 1_000, turn);
                mirror.drive(15 - seat, 1_000, turn);
            }
            arena.step();
            mirror.step();
        }

        for (int seat = 0; seat < 16; seat++) {
            assertThat(mirror.x(15 - seat)).isEqualTo(arena.x(seat));
            assertThat(mirror.y(15 - seat)).isEqualTo(arena.y(seat));
        }
    }

    private static Arena atFullSpeed() {
        Arena arena = Arena.with();
        arena.put(0, 5_000, 20_000, 0);
        for (int tick = 0; tick < 40; tick++) {
            arena.drive(0, 1_000, 0);
            arena.step();
        }
        return arena;
    }

    private static int nearestToTheMiddle(Arena arena) {
        int nearest = Integer.MAX_VALUE;
        for (int seat = 1; seat < 16; seat++) {
            nearest =
                    Math.min(
                            nearest,
                            Angle.distance(arena.x(seat) - 30_000, arena.y(seat) - 20_000));
        }
        return nearest;
    }
}
