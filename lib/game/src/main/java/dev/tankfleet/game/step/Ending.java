package dev.tankfleet.game.step;

import dev.tankfleet.game.rules.ModeRules;
import dev.tankfleet.game.world.Tanks;
import dev.tankfleet.game.world.World;

/** Ends the match by kills or by time. */
final class Ending {

    private final World world;
    private final Tanks tanks;
    private final ModeRules mode;

    Ending(World world) {
        this.world = world;
        tanks = world.tanks();
        mode = world.rules().mode();
    }

    void run() {
        if (hasWinner()) {
            world.end(World.ENDED_BY_KILLS);
        } else if (world.tick() >= mode.ticksMax()) {
            world.end(World.ENDED_BY_TIME);
        }
    }

    private boolean hasWinner() {
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (tanks.kills[seat] >= mode.killsMax()) {
                return true;
            }
        }
        return false;
    }
}
