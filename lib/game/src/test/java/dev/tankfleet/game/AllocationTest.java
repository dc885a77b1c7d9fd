package dev.tankfleet.game;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.ModeRules;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.testkit.memory.AllocatedBytes;

import org.junit.jupiter.api.Test;

final class AllocationTest {

    private static final int WARM_UP = 10_000;
    private static final int MEASURED = 10_000;
    private static final int PEOPLE = 4;

    private final Simulation simulation = Simulation.create(Maps.crossfire(), endless(), 5);
    private final int[] checkpoint = new int[simulation.stateInts()];
    private int ticks;
    private int seen;

    @Test
    void allocatesNothingFromInputToView() {
        for (int seat = 0; seat < simulation.view().tanks().seats(); seat++) {
            if (seat < PEOPLE) {
                simulation.seatPerson(seat);
            } else {
                simulation.seatBot(seat);
            }
        }
        long bytes = AllocatedBytes.during(this::tick, WARM_UP, MEASURED);

        assertThat(bytes).isZero();
        assertThat(seen).as("events and hashes looked at").isPositive();
    }

    private void tick() {
        for (int seat = 0; seat < PEOPLE; seat++) {
            simulation.input(seat, 1_000, ticks % 700 - 300, ticks * 50, true, 0);
        }
        simulation.step();
        seen += simulation.view().events().count();
        if (ticks % 30 == 0) {
            simulation.save(checkpoint, 0);
            simulation.restore(checkpoint, 0);
            seen += simulation.hash() & 1;
        }
        ticks++;
    }

    private static Rules endless() {
        Rules rules = Rules.freeForAll();
        ModeRules mode = rules.mode();
        return new Rules(
                rules.tank(),
                rules.shell(),
                new ModeRules(mode.id(), mode.seats(), 1_000_000, 1_000_000, 0, 8, 10, 100),
                rules.inputHoldTicks());
    }
}
