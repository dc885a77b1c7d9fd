package dev.tankfleet.gameserver.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.game.Simulation;
import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.TankType;
import dev.tankfleet.game.world.Events;

import org.junit.jupiter.api.Test;

final class InputSlotsTest {
    private static final int SEAT = 0;

    private final Simulation simulation =
            Simulation.create(Maps.crossfire(), Rules.freeForAll(), 1);
    private final InputSlots slots = new InputSlots(16);

    @Test
    void takesOnlyHigherNumbers() {
        assertThat(slots.offer(SEAT, 0, 0, 0, 0, false, 0)).isTrue();
        assertThat(slots.offer(SEAT, 5, 0, 0, 0, false, 0)).isTrue();
        assertThat(slots.offer(SEAT, 5, 0, 0, 0, false, 0)).isFalse();
        assertThat(slots.offer(SEAT, 4, 0, 0, 0, false, 0)).isFalse();
        assertThat(slots.lastSeq(SEAT)).isEqualTo(5);
    }

    @Test
    void beginsAnewForAFreshClient() {
        slots.offer(SEAT, 500, 1000, 0, 0, false, 0);

        slots.clear(SEAT);

        assertThat(slots.lastSeq(SEAT)).isZero();
        assertThat(slots.offer(SEAT, 1, 0, 0, 0, false, 0)).isTrue();
    }

    @Test
    void firesOnceForAClickThatIsShorterThanATick() {
        simulation.seatPerson(SEAT, TankType.MEDIUM);
        run(60);
        slots.offer(SEAT, 1, 0, 0, 0, true, 0);
        slots.offer(SEAT, 2, 0, 0, 0, false, 0);

        assertThat(run(90)).isEqualTo(1);
    }

    @Test
    void keepsFiringWhileTheTriggerIsHeld() {
        simulation.seatPerson(SEAT, TankType.MEDIUM);
        run(60);
        int shots = 0;
        for (int seq = 1; seq <= 90; seq++) {
            slots.offer(SEAT, seq, 0, 0, 0, true, 0);
            shots += run(1);
        }

        assertThat(shots).isEqualTo(3);
    }

    private int run(int ticks) {
        int shots = 0;
        for (int i = 0; i < ticks; i++) {
            slots.apply(simulation);
            simulation.step();
            var events = simulation.view().events();
            for (int e = 0; e < events.count(); e++) {
                shots += events.type(e) == Events.FIRE ? 1 : 0;
            }
        }
        return shots;
    }
}
