package dev.tankfleet.game.step;

import dev.tankfleet.game.world.Inputs;
import dev.tankfleet.game.world.World;

/** Lets go of controls from which nothing has been heard for too long. */
final class Listening {

    private final Inputs inputs;
    private final int holdTicks;

    Listening(World world) {
        inputs = world.inputs();
        holdTicks = world.rules().inputHoldTicks();
    }

    void run() {
        for (int seat = 0; seat < inputs.age.length; seat++) {
            if (inputs.age[seat] < holdTicks) {
                inputs.age[seat]++;
            } else {
                inputs.release(seat);
            }
        }
    }
}
