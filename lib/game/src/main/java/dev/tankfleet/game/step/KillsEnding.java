package dev.tankfleet.game.step;

import dev.tankfleet.game.rules.Goal;
import dev.tankfleet.game.world.Tanks;
import dev.tankfleet.game.world.World;

/** Ends the match by kills or by time; owned by the match's thread. */
final class KillsEnding implements Ending {

    private final World world;
    private final Tanks tanks;
    private final Goal.Kills goal;

    KillsEnding(World world, Goal.Kills goal) {
        this.world = world;
        this.goal = goal;
        tanks = world.tanks();
    }

    @Override
    public void run() {
        if (hasWinner()) {
            world.end(World.ENDED_BY_KILLS);
        } else if (world.tick() >= world.rules().mode().ticksMax()) {
            world.end(World.ENDED_BY_TIME);
        }
    }

    private boolean hasWinner() {
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (tanks.kills[seat] >= goal.killsMax()) {
                return true;
            }
        }
        return false;
    }
}
