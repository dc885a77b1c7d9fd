package dev.tankfleet.game.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.game.Simulation;
import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.map.Ground;
import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.map.Spawn;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.view.TankView;
import dev.tankfleet.game.world.Events;

import org.junit.jupiter.api.Test;

import java.util.Random;

final class BotTest {

    private static final Rules RULES = Rules.freeForAll();
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
            match.seatPerson(1);

            int ticks = 0;
            while (match.view().tanks().deaths(1) == 0) {
                match.step();
                ticks++;
                assertThat(ticks).as("seed %d", seed).isLessThan(60 * SECOND);
            }
        }
    }

    @Test
    void findsAWayBetweenAnyTwoSpawns() {
        GameMap map = Maps.crossfire();
        Routes routes = Routes.create(Ground.of(map), RULES.tank().radiusMm());

        for (Spawn from : map.spawns()) {
            for (Spawn to : map.spawns()) {
                assertThat(routes.find(from.x(), from.y(), to.x(), to.y())).isTrue();
            }
        }
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
        duel.seatPerson(driver);
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
