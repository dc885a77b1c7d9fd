package dev.tankfleet.game.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.TankType;
import dev.tankfleet.testkit.memory.AllocatedBytes;

import org.junit.jupiter.api.Test;

final class OwnTankAllocationTest {

    private static final int TURNS = 10_000;
    private static final int STEPS_AHEAD = 5;
    private static final int OWN = 16;
    private static final int OTHER = 17;

    private static final int TYPE = TankType.MEDIUM.number();

    private final OwnTank tank = OwnTank.create(Maps.crossfire(), Rules.freeForAll());
    private int step = STEPS_AHEAD;
    private int seen;

    @Test
    void allocatesNothingFromStateToPicture() {
        long bytes = AllocatedBytes.during(this::turn, TURNS, TURNS);

        assertThat(bytes).isZero();
        assertThat(seen).as("places looked at").isPositive();
    }

    private void turn() {
        step++;
        tank.drive(step, 1_000, 300, step * 50);
        tank.beginState(step, step - STEPS_AHEAD);
        tank.tank(OWN, TYPE, 30_000, 9_000, step * 40, 0, 200, true);
        tank.tank(OTHER, TYPE, 33_000, 9_000, 0, 0, 0, true);
        tank.endState(OWN);
        tank.look(1_000, 300, 0, OwnTank.WHOLE_STEP / 2);
        seen += tank.x() & 1;
    }
}
