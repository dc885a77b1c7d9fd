package dev.tankfleet.game.bot;

import dev.tankfleet.game.map.Ground;
import dev.tankfleet.game.view.TankView;
import dev.tankfleet.game.view.WorldView;
import dev.tankfleet.game.world.BotMemory;
import dev.tankfleet.game.world.Inputs;

/** All bots of a match; a duty cycle of the match's thread that allocates nothing. */
public final class Bots {

    private final TankView tanks;
    private final Driver driver;

    private Bots(WorldView view, Ground ground, Inputs inputs, BotMemory memory) {
        tanks = view.tanks();
        driver = Driver.create(view, ground, inputs, memory);
    }

    /** The bots of one match, which know of it what the view shows. */
    public static Bots create(WorldView view, Ground ground, Inputs inputs, BotMemory memory) {
        return new Bots(view, ground, inputs, memory);
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
