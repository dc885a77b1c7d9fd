package dev.tankfleet.game.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.game.Simulation;
import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.map.Ground;
import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.map.Spawn;
import dev.tankfleet.game.map.Zone;
import dev.tankfleet.game.rules.Goal;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.TankType;
import dev.tankfleet.game.view.TankView;
import dev.tankfleet.game.world.Events;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Random;

final class BotTest {

    private static final Rules RULES = Rules.freeForAll();
    private static final Rules HEIST = Rules.heist();
    private static final int SECOND = Rules.TICKS_PER_SECOND;

    @Test
    void beatsARandomDriverInMostDuels() {
        int won = 0;
        for (int seed = 0; seed < 100; seed++) {
            won += winsDuel(seed) ? 1 : 0;
        }

        assertThat(won).isGreaterThanOrEqualTo(80);
    }

    @Test
    void shootsLikeAPersonRatherThanAMachine() {
        int shots = 0;
        int hits = 0;
        for (int seed = 0; seed < 10; seed++) {
            Simulation match = matchOfEight(seed);
            for (int i = 0; i < 60 * SECOND; i++) {
                match.step();
                shots += count(match, Events.FIRE);
                hits += count(match, Events.HIT);
            }
        }

        assertThat(shots).isGreaterThan(500);
        assertThat(hits * 100 / shots).isBetween(25, 60);
    }

    @Test
    void drivesMostOfTheTimeAndAllOverTheMap() {
        boolean[] wasVisited = new boolean[6 * 4];
        int alive = 0;
        int moving = 0;
        Simulation match = matchOfEight(3);
        TankView tanks = match.view().tanks();
        int[] x = new int[8];
        int[] y = new int[8];
        for (int i = 0; i < 120 * SECOND; i++) {
            match.step();
            for (int seat = 0; seat < 8; seat++) {
                if (tanks.isAlive(seat)) {
                    alive++;
                    moving += tanks.x(seat) != x[seat] || tanks.y(seat) != y[seat] ? 1 : 0;
                    wasVisited[tanks.y(seat) / 10_000 * 6 + tanks.x(seat) / 10_000] = true;
                }
                x[seat] = tanks.x(seat);
                y[seat] = tanks.y(seat);
            }
        }

        assertThat(moving * 100 / alive).isGreaterThan(75);
        assertThat(wasVisited).doesNotContain(false);
    }

    @Test
    void findsAPersonWhoStandsSomewhereAndDestroysHim() {
        for (int seed = 0; seed < 20; seed++) {
            Simulation match = Simulation.create(Maps.crossfire(), RULES, seed);
            match.seatBot(0);
            match.seatPerson(1, TankType.MEDIUM);

            int ticks = 0;
            while (match.view().tanks().deaths(1) == 0) {
                match.step();
                ticks++;
                assertThat(ticks).as("seed %d", seed).isLessThan(60 * SECOND);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsAWayBetweenAnyTwoSpawns(TankType type) {
        for (GameMap map : Maps.all()) {
            Routes routes = Routes.create(Ground.of(map), RULES.tank(type).radiusMm());
            for (Spawn from : map.spawns()) {
                for (Spawn to : map.spawns()) {
                    assertThat(routes.find(from.x(), from.y(), to.x(), to.y())).isTrue();
                }
                for (Zone zone : map.zones()) {
                    assertThat(routes.find(from.x(), from.y(), zone.middleX(), zone.middleY()))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void shootsTheBetterTheMoreItIsSkilled() {
        int recruit = hitsPerHundredShots(0);
        int regular = hitsPerHundredShots(2);
        int veteran = hitsPerHundredShots(4);

        assertThat(HEIST.mode().bots().skillOf(0).name()).isEqualTo("recruit");
        assertThat(HEIST.mode().bots().skillOf(2).name()).isEqualTo("regular");
        assertThat(HEIST.mode().bots().skillOf(4).name()).isEqualTo("veteran");
        assertThat(recruit).isLessThan(regular - 5);
        assertThat(regular).isLessThan(veteran - 5);
    }

    @Test
    void loadsExplosivesAgainstThickArmourOnlyWhenItKnowsBetter() {
        assertThat(explosivesOf(4, TankType.HEAVY)).isPositive();
        assertThat(explosivesOf(4, TankType.MEDIUM)).isZero();
        assertThat(explosivesOf(2, TankType.HEAVY)).isZero();
    }

    @Test
    void guardsTheVaultAndLeavesPeopleAloneWhoStayFarAway() {
        Simulation match = Simulation.create(Maps.bank(), HEIST, 3);
        match.seatPerson(15, TankType.MEDIUM);
        match.balanceBots();
        TankView tanks = match.view().tanks();
        Zone vault = Maps.bank().zone(Zone.Kind.VAULT);

        for (int i = 0; i < 60 * SECOND; i++) {
            match.step();
        }

        assertThat(tanks.bots()).isEqualTo(4);
        assertThat(tanks.deaths(15)).isZero();
        for (int seat = 0; seat < 4; seat++) {
            assertThat(Math.abs(tanks.x(seat) - vault.middleX())).isLessThan(20_000);
            assertThat(Math.abs(tanks.y(seat) - vault.middleY())).isLessThan(20_000);
        }
    }

    /** A bot with the skill of this seat against a person who drives up and down before it. */
    private static int hitsPerHundredShots(int seat) {
        int shots = 0;
        int hits = 0;
        for (int seed = 0; seed < 4; seed++) {
            Simulation duel = range(seat, TankType.MEDIUM, seed);
            int bot = duel.view().tanks().id(seat);
            for (int i = 0; i < 120 * SECOND; i++) {
                duel.input(15, i / 45 % 2 == 0 ? 1_000 : -1_000, 0, 0, false, 0);
                duel.step();
                shots += count(duel, Events.FIRE, bot);
                hits += count(duel, Events.HIT, bot);
            }
        }
        assertThat(shots).isGreaterThan(50);
        return hits * 100 / shots;
    }

    private static int explosivesOf(int seat, TankType type) {
        Simulation duel = range(seat, type, 1);
        int bursts = 0;
        for (int i = 0; i < 60 * SECOND; i++) {
            duel.step();
            bursts += count(duel, Events.BURST, duel.view().tanks().id(seat));
        }
        return bursts;
    }

    /** Open ground with a guard at one end and a person at the other. */
    private static Simulation range(int seat, TankType type, int seed) {
        GameMap map =
                new GameMap(
                        "range",
                        24_000,
                        24_000,
                        List.of(),
                        List.of(
                                new Spawn(2_000, 12_000, Angle.QUARTER, false),
                                new Spawn(22_000, 12_000, 0, true)),
                        List.of(
                                new Zone(Zone.Kind.VAULT, 10_000, 10_000, 1_000, 1_000),
                                new Zone(Zone.Kind.EXIT, 0, 0, 1_000, 1_000)));
        Rules endless =
                HEIST.with(
                        HEIST.mode()
                                .endingBy(1_000_000, new Goal.Heist(600, 2, 500, 1_000_000, 250)));
        Simulation duel = Simulation.create(map, endless, seed);
        duel.seatPerson(15, type);
        duel.seatBot(seat);
        return duel;
    }

    private static int count(Simulation match, int type, int by) {
        Events events = match.view().events();
        int count = 0;
        for (int i = 0; i < events.count(); i++) {
            count += events.type(i) == type && events.by(i) == by ? 1 : 0;
        }
        return count;
    }

    /**
     * Whoever has more kills after a minute wins; the random driver gets a new whim each half
     * second.
     */
    private static boolean winsDuel(int seed) {
        var random = new Random(seed);
        Simulation duel = Simulation.create(Maps.crossfire(), RULES, seed);
        duel.seatBot(seed % 2);
        int driver = 1 - seed % 2;
        duel.seatPerson(driver, TankType.MEDIUM);
        int throttle = 0;
        int turn = 0;
        int aim = 0;
        for (int i = 0; i < 60 * SECOND; i++) {
            if (i % (SECOND / 2) == 0) {
                throttle = random.nextInt(-500, 1_001);
                turn = random.nextInt(-1_000, 1_001);
                aim = random.nextInt(65_536);
            }
            duel.input(driver, throttle, turn, aim, true, 0);
            duel.step();
        }
        return duel.view().tanks().kills(seed % 2) > duel.view().tanks().kills(driver);
    }

    private static Simulation matchOfEight(int seed) {
        Simulation match = Simulation.create(Maps.crossfire(), RULES, seed);
        match.balanceBots();
        return match;
    }

    private static int count(Simulation match, int type) {
        Events events = match.view().events();
        int count = 0;
        for (int i = 0; i < events.count(); i++) {
            count += events.type(i) == type ? 1 : 0;
        }
        return count;
    }
}
