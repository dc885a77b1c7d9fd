package dev.tankfleet.game.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.map.Wall;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.ShellKind;
import dev.tankfleet.game.rules.ShellRules;
import dev.tankfleet.game.rules.TankType;
import dev.tankfleet.game.world.Events;
import dev.tankfleet.game.world.Shells;

import org.junit.jupiter.api.Test;

final class FlightTest {

    private static final Rules RULES = Rules.freeForAll();
    private static final ShellRules AP = RULES.shell(ShellKind.AP);

    @Test
    void takesTimeToArrive() {
        Arena arena = Arena.with();
        arena.put(0, 10_000, 20_000, 0);
        arena.put(1, 30_200, 20_000, 0);
        arena.fire(0);

        int ticks = 0;
        while (arena.count(Events.HIT) == 0) {
            arena.step();
            arena.drive(0, 0, 0);
            ticks++;
        }

        // 20.2 m less the radii of tank and shell, 1.3 m, at 1.2 m a tick; the rear is struck.
        assertThat(ticks).isEqualTo(16);
        assertThat(arena.world.tanks().hitPoints[1])
                .isEqualTo(Arena.TANK.hitPoints() - AP.damage());
        assertThat(arena.world.tanks().score[0]).isEqualTo(RULES.mode().score().perHit());
    }

    @Test
    void neverPassesTheThinnestWall() {
        for (int angle = -Angle.QUARTER / 2; angle <= Angle.QUARTER / 2; angle += 61) {
            for (int offset = 0; offset < 250; offset += 50) {
                Arena arena = Arena.with(new Wall(20_000, 0, Wall.THICKNESS_MIN_MM, 40_000));
                arena.put(0, 18_000 - offset, 20_000, Angle.wrap(angle));
                arena.fire(0);

                for (int tick = 0; tick < 20; tick++) {
                    arena.step();
                    assertNoShellBeyond(arena.world.shells(), 20_000);
                }
                assertThat(arena.world.shells().isFlying(0)).isFalse();
            }
        }
    }

    @Test
    void hitsEveryTankInItsWay() {
        for (int angle = 0; angle < Angle.TURN; angle += 331) {
            Arena arena = Arena.with();
            arena.put(0, 30_000, 20_000, angle);
            int distance = 4_000 + angle % 13_000;
            int aside = angle % 2_400 - 1_200;
            arena.put(
                    1,
                    30_000 + turned(distance, Angle.cos(angle)) - turned(aside, Angle.sin(angle)),
                    20_000 + turned(distance, Angle.sin(angle)) + turned(aside, Angle.cos(angle)),
                    0);
            arena.fire(0);

            int hits = 0;
            for (int tick = 0; tick < 25; tick++) {
                arena.step();
                arena.drive(0, 0, 0);
                hits += arena.count(Events.HIT);
            }

            assertThat(hits).as("angle %d, %d mm aside", angle, aside).isEqualTo(1);
        }
    }

    @Test
    void fallsAfterItsTimeOfFlight() {
        Arena arena = Arena.with();
        arena.put(0, 1_500, 1_500, Angle.TURN / 12);
        arena.fire(0);
        arena.step(Arena.TANK.reloadTicks() - 1);
        assertThat(arena.world.shells().isFlying(0)).isTrue();
        arena.drive(0, 0, 0);

        arena.step(AP.flightTicks());

        for (int slot = 0; slot < arena.world.shells().slots(); slot++) {
            assertThat(arena.world.shells().isFlying(slot)).isFalse();
        }
    }

    @Test
    void firesNoFasterThanTheGunReloads() {
        Arena arena = Arena.with();
        arena.put(0, 30_000, 20_000, 0);

        int shots = 0;
        for (int tick = 0; tick < 10 * Arena.TANK.reloadTicks(); tick++) {
            arena.fire(0);
            arena.step();
            shots += arena.count(Events.FIRE);
        }

        assertThat(shots).isEqualTo(10);
    }

    @Test
    void doesNoDamageToATankThatHasJustSpawned() {
        Arena arena = Arena.with();
        arena.world.seat(1, false, TankType.MEDIUM);
        arena.step();
        assertThat(arena.count(Events.SPAWN)).isEqualTo(1);
        arena.put(0, 10_000, 1_500, Angle.HALF);

        int ticksUnharmed = 1;
        while (arena.world.tanks().hitPoints[1] == Arena.TANK.hitPoints()) {
            arena.fire(0);
            arena.world.tanks().reload[0] = 0;
            arena.step();
            ticksUnharmed++;
        }

        // The first tick that does harm is the one after the protection.
        assertThat(ticksUnharmed).isEqualTo(RULES.mode().spawn().protectionTicks() + 1);
        assertThat(arena.world.tanks().score[0]).isEqualTo(RULES.mode().score().perHit());
    }

    @Test
    void killsAndBringsBackAfterTheDelay() {
        Arena arena = Arena.with();
        int by = arena.put(0, 10_000, 20_000, 0);
        int to = arena.put(1, 20_000, 20_000, 0);
        arena.world.tanks().hitPoints[1] = 1;
        arena.fire(0);

        while (arena.count(Events.KILL) == 0) {
            arena.step();
            arena.drive(0, 0, 0);
        }
        Events events = arena.world.events();
        assertThat(events.by(1)).isEqualTo(by);
        assertThat(events.to(1)).isEqualTo(to);
        assertThat(arena.world.tanks().isAlive(1)).isFalse();
        assertThat(arena.world.tanks().deaths[1]).isEqualTo(1);
        assertThat(arena.world.tanks().kills[0]).isEqualTo(1);
        assertThat(arena.world.tanks().score[0])
                .isEqualTo(RULES.mode().score().perHit() + RULES.mode().score().perKill());

        arena.step(RULES.mode().spawn().peopleTicks() - 1);
        assertThat(arena.world.tanks().isAlive(1)).isFalse();
        arena.step();
        assertThat(arena.world.tanks().isAlive(1)).isTrue();
        assertThat(arena.world.tanks().id[1]).isEqualTo(to);
        assertThat(arena.world.tanks().hitPoints[1]).isEqualTo(Arena.TANK.hitPoints());
        assertThat(arena.world.tanks().protection[1])
                .isEqualTo(RULES.mode().spawn().protectionTicks());
    }

    @Test
    void rewardsNobodyWhenTheShooterHasLeft() {
        Arena arena = Arena.with();
        int gone = arena.put(0, 10_000, 20_000, 0);
        arena.put(1, 20_000, 20_000, 0);
        arena.fire(0);
        arena.step();
        arena.world.vacate(0);
        int heir = arena.put(0, 50_000, 30_000, 0);

        arena.step(12);

        assertThat(heir).isNotEqualTo(gone);
        assertThat(arena.world.tanks().hitPoints[1]).isLessThan(Arena.TANK.hitPoints());
        assertThat(arena.world.tanks().score[0]).isZero();
    }

    @Test
    void waitsWhenEverySpawnIsTaken() {
        Arena arena = Arena.with();
        arena.put(0, 1_500, 1_500, 0);
        arena.world.seat(1, false, TankType.MEDIUM);

        arena.step(10);
        assertThat(arena.world.tanks().isAlive(1)).isFalse();
        arena.world.vacate(0);
        arena.step();

        assertThat(arena.world.tanks().isAlive(1)).isTrue();
    }

    private static int turned(int length, int share) {
        return (length * share) >> Angle.ONE_BITS;
    }

    private static void assertNoShellBeyond(Shells shells, int x) {
        for (int slot = 0; slot < shells.slots(); slot++) {
            assertThat(shells.x[slot]).isLessThanOrEqualTo(x);
        }
    }
}
