package dev.tankfleet.game.bot;

import dev.tankfleet.game.view.TankView;
import dev.tankfleet.game.view.WorldView;
import dev.tankfleet.game.world.World;

/** All bots of a match; a duty cycle of the match's thread that allocates nothing. */
public final class Bots {

    private final TankView tanks;
    private final Driver driver;

    private Bots(WorldView view, World world) {
        tanks = view.tanks();
        driver = Driver.create(view, world.ground(), world.inputs(), world.botMemory());
    }

    /** The bots of this world, which know of it what the view shows. */
    public static Bots create(WorldView view, World world) {
        return new Bots(view, world);
    }

    /** Every bot sees the same picture and sets its input for the coming step. */
    public void think() {
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (tanks.isBot(seat)) {
                driver.drive(seat);
            }
        }
    }
}
