package dev.tankfleet.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.BotRules;
import dev.tankfleet.game.rules.Goal;
import dev.tankfleet.game.rules.ModeRules;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.TankType;
import dev.tankfleet.game.view.Phase;
import dev.tankfleet.game.view.TankView;
import dev.tankfleet.game.world.Events;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class SimulationTest {

    private static final Rules RULES = Rules.freeForAll();

    private final Simulation simulation = Simulation.create(Maps.crossfire(), RULES, 7);
    private final TankView tanks = simulation.view().tanks();

    @Test
    void bringsASeatedTankOntoTheGroundWithTheNextStep() {
        int id = simulation.seatPerson(3, TankType.MEDIUM);
        assertThat(tanks.isAlive(3)).isFalse();

        simulation.step();

        assertThat(tanks.isAlive(3)).isTrue();
        assertThat(tanks.isBot(3)).isFalse();
        assertThat(tanks.id(3)).isEqualTo(id);
        assertThat(tanks.seatOf(id)).isEqualTo(3);
        assertThat(tanks.hitPoints(3)).isEqualTo(RULES.tank(TankType.MEDIUM).hitPoints());
        assertThat(simulation.view().tick()).isEqualTo(1);
        Events events = simulation.view().events();
        assertThat(events.count()).isEqualTo(1);
        assertThat(events.type(0)).isEqualTo(Events.SPAWN);
        assertThat(events.by(0)).isEqualTo(id);
    }

    @Test
    void neverGivesATankIdTwice() {
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            int seat = i % 3;
            simulation.vacate(seat);

            assertThat(ids.add(simulation.seatPerson(seat, TankType.MEDIUM))).isTrue();
        }
    }

    @Test
    void fillsWithBotsWhoLeaveAsPeopleCome() {
        simulation.balanceBots();
        assertThat(tanks.bots()).isEqualTo(8);

        for (int people = 1; people <= 16; people++) {
            simulation.seatPerson(simulation.seatForPerson(), TankType.MEDIUM);
            simulation.balanceBots();

            assertThat(tanks.people()).isEqualTo(people);
            assertThat(tanks.bots()).isEqualTo(Math.max(0, 8 - people));
        }
        assertThat(simulation.seatForPerson()).isEqualTo(-1);
        for (int seat = 0; seat < 12; seat++) {
            simulation.vacate(seat);
        }
        simulation.balanceBots();
        assertThat(tanks.bots()).isEqualTo(4);
    }

    @Test
    void letsAPersonTakeOverTheSeatOfABotWhenAllAreTaken() {
        for (int seat = 0; seat < 16; seat++) {
            simulation.seatBot(seat);
        }

        int seat = simulation.seatForPerson();
        simulation.seatPerson(seat, TankType.MEDIUM);

        assertThat(tanks.people()).isEqualTo(1);
        assertThat(tanks.bots()).isEqualTo(15);
    }

    @Test
    void refusesSeatsAndInputsThatCannotBe() {
        simulation.seatPerson(0, TankType.MEDIUM);
        simulation.seatBot(1);

        assertThatThrownBy(() -> simulation.seatPerson(16, TankType.MEDIUM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("seat: 16 (expected: 0 to 15)");
        assertThatThrownBy(() -> simulation.vacate(-1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulation.seatPerson(0, TankType.MEDIUM))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> simulation.seatBot(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> simulation.input(1, 0, 0, 0, false, 0))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> simulation.input(2, 0, 0, 0, false, 0))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> simulation.save(new int[simulation.stateInts()], 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void takesWhatExceedsItsRangeAsTheEndOfTheRange() {
        Simulation other = Simulation.create(Maps.crossfire(), RULES, 7);
        simulation.seatPerson(0, TankType.MEDIUM);
        other.seatPerson(0, TankType.MEDIUM);
        simulation.step();
        other.step();

        simulation.input(0, Integer.MAX_VALUE, Integer.MIN_VALUE, -1, false, 0);
        other.input(0, 1_000, -1_000, 65_535, false, 0);

        assertThat(simulation.hash()).isEqualTo(other.hash());
        simulation.step();
        other.step();
        assertThat(simulation.hash()).isEqualTo(other.hash());
    }

    @Test
    void endsByTimeAndStandsStill() {
        Simulation match = Simulation.create(Maps.crossfire(), withMode(50, 20), 7);
        match.seatBot(0);
        assertThat(match.view().endsAtTick()).isEqualTo(50);

        for (int i = 0; i < 50; i++) {
            assertThat(match.view().phase()).isEqualTo(Phase.RUNNING);
            match.step();
        }
        int hash = match.hash();
        match.step();

        assertThat(match.view().phase()).isEqualTo(Phase.ENDED_BY_TIME);
        assertThat(match.view().tick()).isEqualTo(50);
        assertThat(match.hash()).isEqualTo(hash);
    }

    @Test
    void endsWithTheLastKill() {
        Simulation match = Simulation.create(Maps.crossfire(), withMode(9_000, 2), 7);
        for (int seat = 0; seat < 16; seat++) {
            match.seatBot(seat);
        }

        while (match.view().phase() == Phase.RUNNING) {
            match.step();
        }

        assertThat(match.view().phase()).isEqualTo(Phase.ENDED_BY_KILLS);
        int most = 0;
        for (int seat = 0; seat < 16; seat++) {
            most = Math.max(most, match.view().tanks().kills(seat));
        }
        assertThat(most).isEqualTo(2);
    }

    @Test
    void goesOnFromASavedStateAsIfNothingHadHappened() {
        for (int seat = 0; seat < 16; seat++) {
            simulation.seatBot(seat);
        }
        for (int i = 0; i < 400; i++) {
            simulation.step();
        }
        int[] saved = new int[simulation.stateInts() + 5];
        simulation.save(saved, 5);
        Simulation heir = Simulation.create(Maps.crossfire(), RULES, 99);
        heir.seatPerson(4, TankType.MEDIUM);
        heir.step();
        heir.restore(saved, 5);

        for (int i = 0; i < 400; i++) {
            assertThat(heir.hash()).isEqualTo(simulation.hash());
            simulation.step();
            heir.step();
        }
    }

    @Test
    void opensSeatsOnlyWhileAMinuteRemains() {
        ModeRules mode = RULES.mode();

        assertThat(mode.isOpenAt(0)).isTrue();
        assertThat(mode.isOpenAt(240 * 30)).isTrue();
        assertThat(mode.isOpenAt(240 * 30 + 1)).isFalse();
    }

    @Test
    void keepsTheTypeOfAPersonsTankWhenItComesBack() {
        simulation.seatPerson(0, TankType.HEAVY);
        simulation.seatPerson(1, TankType.LIGHT);
        for (int seat = 2; seat < 16; seat++) {
            simulation.seatBot(seat);
        }

        while (tanks.deaths(0) == 0 || tanks.deaths(1) == 0) {
            simulation.step();
        }
        while (!tanks.isAlive(0) || !tanks.isAlive(1)) {
            simulation.step();
        }

        assertThat(tanks.type(0)).isEqualTo(TankType.HEAVY);
        assertThat(tanks.type(1)).isEqualTo(TankType.LIGHT);
        assertThat(tanks.hitPoints(0)).isLessThanOrEqualTo(RULES.tank(TankType.HEAVY).hitPoints());
    }

    @Test
    void picksTheMapOfTheModeByTheSeed() {
        ModeRules mode = RULES.mode();

        assertThat(Simulation.mapFor(mode, 0)).isEqualTo(Maps.crossfire());
        assertThat(Simulation.mapFor(mode, 1)).isEqualTo(Maps.quarry());
        assertThat(Simulation.mapFor(mode, -1)).isEqualTo(Maps.quarry());
        for (Rules rules : Rules.all()) {
            for (int seed = 0; seed < rules.mode().maps().size(); seed++) {
                assertThat(Simulation.create(Simulation.mapFor(rules.mode(), seed), rules, seed))
                        .isNotNull();
            }
        }
    }

    @Test
    void refusesAHeistWithoutAVault() {
        assertThatThrownBy(() -> Simulation.create(Maps.crossfire(), Rules.heist(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("map crossfire: no vault (expected: one)");
    }

    @Test
    void namesRulesByNumbersOfAllModesMapsAndCode() {
        List<GameMap> maps = Maps.all();
        String name = Simulation.rulesHash();

        assertThat(name)
                .matches("[0-9a-f]{16}")
                .isEqualTo(RulesHash.of(Rules.all(), maps))
                .endsWith(Integer.toHexString(SelfCheck.EXPECTED_HASH));
        assertThat(RulesHash.of(List.of(withMode(9_001, 20), Rules.heist()), maps))
                .isNotEqualTo(name);
        assertThat(RulesHash.of(List.of(RULES, withVeteransFor(Rules.heist())), maps))
                .isNotEqualTo(name);
        assertThat(RulesHash.of(Rules.all(), maps.subList(0, 2))).isNotEqualTo(name);
    }

    private static Rules withMode(int ticksMax, int killsMax) {
        return RULES.with(RULES.mode().endingBy(ticksMax, new Goal.Kills(killsMax)));
    }

    /** The same heist, but every guard has the skill of the last one. */
    private static Rules withVeteransFor(Rules rules) {
        ModeRules mode = rules.mode();
        BotRules bots = mode.bots();
        return rules.with(
                new ModeRules(
                        mode.id(),
                        mode.maps(),
                        mode.seats(),
                        mode.people(),
                        mode.ticksMax(),
                        mode.openTicksMin(),
                        new BotRules(
                                bots.beside(),
                                bots.perPerson(),
                                bots.max(),
                                List.of(bots.skills().getLast()),
                                bots.tanks()),
                        mode.spawn(),
                        mode.score(),
                        mode.goal()));
    }
}
