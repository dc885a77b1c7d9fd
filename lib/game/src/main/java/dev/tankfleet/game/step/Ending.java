package dev.tankfleet.game.step;

import dev.tankfleet.game.rules.Goal;
import dev.tankfleet.game.world.World;

/** What ends a match: one way for each goal. Owned by the match's thread. */
interface Ending {

    /** Ends the match if it is over at this tick. */
    void run();

    /** The end that the mode's goal leads to. */
    static Ending of(World world) {
        return switch (world.rules().mode().goal()) {
            case Goal.Kills kills -> new KillsEnding(world, kills);
            case Goal.Heist heist -> new HeistEnding(world, heist);
        };
    }
}
