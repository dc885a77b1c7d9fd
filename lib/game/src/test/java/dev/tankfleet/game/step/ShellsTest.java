package dev.tankfleet.game.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.map.Wall;
import dev.tankfleet.game.rules.Armour;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.ShellKind;
import dev.tankfleet.game.rules.ShellRules;
import dev.tankfleet.game.rules.TankType;
import dev.tankfleet.game.world.Events;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the two kinds of shells do to the three types of tanks. */
final class ShellsTest {

    private static final Rules RULES = Rules.freeForAll();
    private static final ShellRules AP = RULES.shell(ShellKind.AP);
    private static final ShellRules HE = RULES.shell(ShellKind.HE);

    @ParameterizedTest
    @EnumSource
    void losesToArmourByTheSideThatIsStruck(TankType type) {
        Armour armour = RULES.tank(type).armour();

        assertThat(damageOf(ShellKind.AP, type, Angle.HALF))
                .isEqualTo(AP.damage() * (1_000 - armour.frontPermille()) / 1_000);
        assertThat(damageOf(ShellKind.AP, type, Angle.QUARTER))
                .isEqualTo(AP.damage() * (1_000 - armour.sidePermille()) / 1_000);
        assertThat(damageOf(ShellKind.AP, type, 0))
                .isEqualTo(AP.damage() * (1_000 - armour.rearPermille()) / 1_000);
    }

    @Test
    void caresLittleForArmourWhenItExplodes() {
        int apThroughFront = damageOf(ShellKind.AP, TankType.HEAVY, Angle.HALF);
        int heThroughFront = damageOf(ShellKind.HE, TankType.HEAVY, Angle.HALF);
        int apThroughRear = damageOf(ShellKind.AP, TankType.HEAVY, 0);
        int heThroughRear = damageOf(ShellKind.HE, TankType.HEAVY, 0);

        assertThat(heThroughFront).isGreaterThan(apThroughFront);
        assertThat(heThroughRear).isLessThan(apThroughRear);
        assertThat(HE.speed()).isLessThan(AP.speed());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 300",
        "9900, 300",
        "-9900, 300",
        "10100, 200",
        "-10100, 200",
        "20000, 200",
        "24400, 200",
        "24700, 100",
        "32768, 100",
        "-24700, 100",
        "-24400, 200"
    })
    void choosesTheSideByTheAngle(int towards, int expected) {
        var armour = new Armour(300, 200, 100, 10_000, Angle.TURN / 8);

        assertThat(armour.permilleAgainst(0, towards)).isEqualTo(expected);
        assertThat(armour.permilleAgainst(12_345, 12_345 + towards)).isEqualTo(expected);
    }

    @Test
    void hurtsAllAroundABurstTheLessTheFartherTheyAre() {
        Arena arena = Arena.with();
        int shooter = explosiveAt(arena, 10_000, 20_000);
        arena.put(1, 20_000, 20_000, 0);
        arena.put(2, 20_000, 23_000, Angle.QUARTER);
        arena.put(3, 20_000, 16_000, 3 * Angle.QUARTER);
        arena.put(4, 20_000, 26_500, Angle.QUARTER);

        int[] splashes = burst(arena);

        int near = damageTo(arena, 2);
        int far = damageTo(arena, 3);
        assertThat(near).isGreaterThan(far);
        assertThat(far).isPositive();
        assertThat(damageTo(arena, 4)).isZero();
        assertThat(damageTo(arena, 0)).isZero();
        assertThat(splashes).containsExactly(1, 2);
        assertThat(arena.world.tanks().score[0]).isEqualTo(3 * RULES.mode().score().perHit());
        assertThat(shooter).isEqualTo(arena.world.tanks().id[0]);
    }

    @Test
    void hurtsTheOneWhoFiredWhenItBurstsNearby() {
        Arena arena = Arena.with(new Wall(12_500, 0, 1_000, 40_000));
        explosiveAt(arena, 10_000, 20_000);

        int[] splashes = burst(arena);

        assertThat(splashes).containsExactly(1, 1);
        assertThat(damageTo(arena, 0)).isPositive();
        assertThat(arena.world.tanks().score[0]).isZero();
        assertThat(arena.world.tanks().kills[0]).isZero();
    }

    @Test
    void countsOwnDeathByOwnShellAsADeathAndNoKill() {
        Arena arena = Arena.with(new Wall(12_500, 0, 1_000, 40_000));
        explosiveAt(arena, 10_000, 20_000);
        arena.world.tanks().hitPoints[0] = 1;

        burst(arena);

        assertThat(arena.world.tanks().isAlive(0)).isFalse();
        assertThat(arena.world.tanks().deaths[0]).isEqualTo(1);
        assertThat(arena.world.tanks().kills[0]).isZero();
    }

    @Test
    void leavesThoseBehindAWallUnharmed() {
        Arena arena = Arena.with(new Wall(20_000, 0, 500, 40_000));
        explosiveAt(arena, 10_000, 20_000);
        arena.put(1, 21_800, 20_000, 0);
        arena.put(2, 18_000, 22_500, 0);

        burst(arena);

        assertThat(damageTo(arena, 1)).isZero();
        assertThat(damageTo(arena, 2)).isPositive();
    }

    @Test
    void burstsWhereItFalls() {
        Arena arena = Arena.with();
        explosiveAt(arena, 4_000, 20_000);

        int[] splashes = burst(arena);

        assertThat(splashes).containsExactly(1, 0);
        assertThat(arena.world.events().x(0))
                .isBetween(
                        4_000 + HE.speed() * HE.flightTicks() - 100,
                        4_000 + HE.speed() * HE.flightTicks());
    }

    @Test
    void beginsToReloadAnewWhenTheShellIsChanged() {
        Arena arena = Arena.with();
        arena.put(0, 30_000, 20_000, 0);
        int full = RULES.reloadTicks(TankType.MEDIUM.number(), ShellKind.HE.number());

        arena.load(0, ShellKind.HE, false);
        arena.step();

        assertThat(arena.world.tanks().loaded[0]).isEqualTo(ShellKind.HE.number());
        assertThat(arena.world.tanks().reload[0]).isEqualTo(full * HE.swapPermille() / 1_000 - 1);
        int ticks = 0;
        while (arena.count(Events.FIRE) == 0) {
            arena.load(0, ShellKind.HE, true);
            arena.step();
            ticks++;
        }
        assertThat(ticks).isEqualTo(full * HE.swapPermille() / 1_000 - 1);
        assertThat(arena.world.tanks().reload[0]).isEqualTo(full);
    }

    @Test
    void neverShortensAReloadByAChange() {
        Arena arena = Arena.with();
        arena.put(0, 30_000, 20_000, 0);
        arena.fire(0);
        arena.step();
        int reload = arena.world.tanks().reload[0];

        arena.load(0, ShellKind.HE, false);
        arena.step();
        arena.load(0, ShellKind.AP, false);
        arena.step();

        assertThat(arena.world.tanks().reload[0]).isEqualTo(reload - 2);
    }

    @Test
    void keepsTheLoadedShellWhenNothingIsHeardAnyMore() {
        Arena arena = Arena.with();
        arena.put(0, 30_000, 20_000, 0);
        arena.load(0, ShellKind.HE, false);

        arena.step(RULES.inputHoldTicks() + 10);

        assertThat(arena.world.tanks().loaded[0]).isEqualTo(ShellKind.HE.number());
    }

    /** What one shot along +x takes from a tank whose hull points in this direction. */
    private static int damageOf(ShellKind kind, TankType type, int hull) {
        Arena arena = Arena.with();
        arena.put(0, 10_000, 20_000, 0);
        arena.put(1, type, 25_000, 20_000, hull);
        arena.world.tanks().loaded[0] = kind.number();
        arena.load(0, kind, true);
        while (arena.count(Events.HIT) == 0) {
            arena.step();
            arena.load(0, kind, false);
        }
        return damageTo(arena, 1);
    }

    private static int damageTo(Arena arena, int seat) {
        return arena.world.tankRules(seat).hitPoints() - arena.world.tanks().hitPoints[seat];
    }

    private static int explosiveAt(Arena arena, int x, int y) {
        int id = arena.put(0, x, y, 0);
        arena.world.tanks().loaded[0] = ShellKind.HE.number();
        return id;
    }

    /** Fires and waits for the burst; answers how many bursts and splashes its step had. */
    private static int[] burst(Arena arena) {
        arena.load(0, ShellKind.HE, true);
        while (arena.count(Events.BURST) == 0) {
            arena.step();
            arena.load(0, ShellKind.HE, false);
        }
        return new int[] {arena.count(Events.BURST), arena.count(Events.SPLASH)};
    }
}
