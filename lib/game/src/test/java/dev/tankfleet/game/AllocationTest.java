package dev.tankfleet.game;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.ModeRules;
import dev.tankfleet.game.rules.Rules;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

final class AllocationTest {

    private static final int WARM_UP = 10_000;
    private static final int MEASURED = 10_000;
    private static final int PEOPLE = 4;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Simulation simulation = Simulation.create(Maps.crossfire(), endless(), 5);
    private final int[] checkpoint = new int[simulation.stateInts()];
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
        play(WARM_UP);
        int shotsBefore = seen;

        long before = threads.getCurrentThreadAllocatedBytes();
        play(MEASURED);
        long after = threads.getCurrentThreadAllocatedBytes();

        assertThat(after - before).isZero();
        assertThat(seen).isGreaterThan(shotsBefore);
    }

    private void play(int ticks) {
        for (int i = 0; i < ticks; i++) {
            for (int seat = 0; seat < PEOPLE; seat++) {
                simulation.input(seat, 1_000, i % 700 - 300, i * 50, true, 0);
            }
            simulation.step();
            seen += simulation.view().events().count();
            if (i % 30 == 0) {
                simulation.save(checkpoint, 0);
                simulation.restore(checkpoint, 0);
                seen += simulation.hash() & 1;
            }
        }
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
