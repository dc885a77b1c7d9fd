package dev.tankfleet.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.ModeRules;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.view.Phase;
import dev.tankfleet.game.view.TankView;
import dev.tankfleet.game.world.Events;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;

final class SimulationTest {

    private static final Rules RULES = Rules.freeForAll();

    private final Simulation simulation = Simulation.create(Maps.crossfire(), RULES, 7);
    private final TankView tanks = simulation.view().tanks();

    @Test
    void bringsASeatedTankOntoTheGroundWithTheNextStep() {
        int id = simulation.seatPerson(3);
        assertThat(tanks.isAlive(3)).isFalse();

        simulation.step();

        assertThat(tanks.isAlive(3)).isTrue();
        assertThat(tanks.isBot(3)).isFalse();
        assertThat(tanks.id(3)).isEqualTo(id);
        assertThat(tanks.seatOf(id)).isEqualTo(3);
        assertThat(tanks.hitPoints(3)).isEqualTo(RULES.tank().hitPoints());
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

            assertThat(ids.add(simulation.seatPerson(seat))).isTrue();
        }
    }

    @Test
    void fillsWithBotsWhoLeaveAsPeopleCome() {
        simulation.balanceBots();
        assertThat(tanks.bots()).isEqualTo(8);

        for (int people = 1; people <= 16; people++) {
            simulation.seatPerson(simulation.seatForPerson());
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
        simulation.seatPerson(seat);

        assertThat(tanks.people()).isEqualTo(1);
        assertThat(tanks.bots()).isEqualTo(15);
    }

    @Test
    void refusesSeatsAndInputsThatCannotBe() {
        simulation.seatPerson(0);
        simulation.seatBot(1);

        assertThatThrownBy(() -> simulation.seatPerson(16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("seat: 16 (expected: 0 to 15)");
        assertThatThrownBy(() -> simulation.vacate(-1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulation.seatPerson(0))
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
        simulation.seatPerson(0);
        other.seatPerson(0);
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
        heir.seatPerson(4);
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
    void namesRulesByNumbersMapsAndCode() {
        assertThat(Simulation.rulesHash(RULES))
                .matches("[0-9a-f]{16}")
                .isEqualTo(Simulation.rulesHash(withMode(9_000, 20)))
                .isNotEqualTo(Simulation.rulesHash(withMode(9_001, 20)))
                .endsWith(Integer.toHexString(SelfCheck.EXPECTED_HASH));
    }

    private static Rules withMode(int ticksMax, int killsMax) {
        ModeRules mode = RULES.mode();
        return new Rules(
                RULES.tank(),
                RULES.shell(),
                new ModeRules(
                        mode.id(),
                        mode.seats(),
                        ticksMax,
                        killsMax,
                        mode.openTicksMin(),
                        mode.botsFillTo(),
                        mode.scorePerHit(),
                        mode.scorePerKill()),
                RULES.inputHoldTicks());
    }
}
