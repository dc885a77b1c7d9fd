package dev.tankfleet.game;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.Goal;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.TankType;
import dev.tankfleet.game.view.Phase;
import dev.tankfleet.testkit.memory.AllocatedBytes;

import org.junit.jupiter.api.Test;

final class AllocationTest {

    private static final int WARM_UP = 10_000;
    private static final int MEASURED = 10_000;
    private static final int PEOPLE = 4;
    private static final int ENDLESS = 1_000_000;

    private int ticks;
    private int seen;

    @Test
    void allocatesNothingInFreeForAllFromInputToView() {
        Rules rules = Rules.freeForAll();

        assertAllocatesNothing(
                Maps.crossfire(),
                rules.with(rules.mode().endingBy(ENDLESS, new Goal.Kills(ENDLESS))));
    }

    @Test
    void allocatesNothingInAHeistFromInputToView() {
        Rules rules = Rules.heist();

        assertAllocatesNothing(
                Maps.bank(),
                rules.with(
                        rules.mode().endingBy(ENDLESS, new Goal.Heist(600, 2, 500, ENDLESS, 250))));
    }

    private void assertAllocatesNothing(GameMap map, Rules rules) {
        Simulation simulation = Simulation.create(map, rules, 5);
        int[] checkpoint = new int[simulation.stateInts()];
        for (int seat = 0; seat < simulation.view().tanks().seats(); seat++) {
            if (seat < PEOPLE) {
                simulation.seatPerson(seat, TankType.of(seat % 3));
            } else {
                simulation.seatBot(seat);
            }
        }
        long bytes = AllocatedBytes.during(() -> tick(simulation, checkpoint), WARM_UP, MEASURED);

        assertThat(bytes).isZero();
        assertThat(seen).as("events and hashes looked at").isPositive();
        assertThat(simulation.view().phase()).isEqualTo(Phase.RUNNING);
    }

    private void tick(Simulation simulation, int[] checkpoint) {
        for (int seat = 0; seat < PEOPLE; seat++) {
            simulation.input(seat, 1_000, ticks % 700 - 300, ticks * 50, true, ticks / 200 % 2);
        }
        simulation.step();
        seen += simulation.view().events().count();
        seen += simulation.view().objective().heldPermille();
        seen += simulation.view().objective().escapesNeeded();
        if (ticks % 30 == 0) {
            simulation.save(checkpoint, 0);
            simulation.restore(checkpoint, 0);
            seen += simulation.hash() & 1;
        }
        ticks++;
    }
}
