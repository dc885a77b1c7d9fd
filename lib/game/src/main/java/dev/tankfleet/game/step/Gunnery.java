package dev.tankfleet.game.step;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.ShellRules;
import dev.tankfleet.game.world.Events;
import dev.tankfleet.game.world.Inputs;
import dev.tankfleet.game.world.Shells;
import dev.tankfleet.game.world.Tanks;
import dev.tankfleet.game.world.World;

/** Reloads guns and fires them. */
final class Gunnery {

    private final World world;
    private final Tanks tanks;
    private final Inputs inputs;
    private final Shells shells;
    private final Events events;
    private final Rules rules;

    Gunnery(World world) {
        this.world = world;
        tanks = world.tanks();
        inputs = world.inputs();
        shells = world.shells();
        events = world.events();
        rules = world.rules();
    }

    void run() {
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (!tanks.isAlive(seat)) {
                continue;
            }
            load(seat);
            if (tanks.reload[seat] > 0) {
                tanks.reload[seat]--;
            }
            if (inputs.fire[seat] != 0 && tanks.reload[seat] == 0) {
                fire(seat);
            }
        }
    }

    /** A gun that changes its shell begins to reload anew, as far as that shell says. */
    private void load(int seat) {
        int wanted = inputs.ability[seat];
        if (wanted != tanks.loaded[seat]) {
            int full = rules.reloadTicks(tanks.type[seat], wanted);
            int swap = rules.shell(wanted).swapTicks(full);
            tanks.loaded[seat] = wanted;
            tanks.reload[seat] = Math.max(tanks.reload[seat], swap);
        }
    }

    /**
     * A shell starts in the centre of its tank: a gun that is pushed into a wall shoots the wall.
     */
    private void fire(int seat) {
        int slot = shells.freeSlot();
        if (slot < 0) {
            return; // the shells of tanks that left since may hold the slots for a moment
        }
        int angle = tanks.turret[seat];
        int kind = tanks.loaded[seat];
        ShellRules shell = rules.shell(kind);
        shells.id[slot] = world.nextShot();
        shells.kind[slot] = kind;
        shells.owner[slot] = tanks.id[seat];
        shells.team[slot] = world.teamOf(seat);
        shells.x[slot] = tanks.x[seat];
        shells.y[slot] = tanks.y[seat];
        shells.angle[slot] = angle;
        shells.xSpeed[slot] = (shell.speed() * Angle.cos(angle)) >> Angle.ONE_BITS;
        shells.ySpeed[slot] = (shell.speed() * Angle.sin(angle)) >> Angle.ONE_BITS;
        shells.flight[slot] = shell.flightTicks();
        tanks.reload[seat] = rules.reloadTicks(tanks.type[seat], kind);
        events.add(Events.FIRE, tanks.id[seat], 0);
    }
}
