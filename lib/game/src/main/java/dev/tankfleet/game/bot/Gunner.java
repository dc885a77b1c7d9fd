package dev.tankfleet.game.bot;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.rules.BotRules;
import dev.tankfleet.game.rules.BotSkill;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.ShellKind;
import dev.tankfleet.game.view.TankView;
import dev.tankfleet.game.view.WorldView;
import dev.tankfleet.game.world.BotMemory;
import dev.tankfleet.game.world.Inputs;

/**
 * Loads a bot's gun, points it and pulls the trigger, as well as its skill allows; owned by the
 * match's thread.
 *
 * <p>It leads a moving target, but it has to see it for a while first, its hand shakes anew with
 * each thought, and it hesitates.
 */
final class Gunner {

    /** It shoots when the gun is this near to where it aims, 2.2 degrees. */
    private static final int ON_TARGET = 400;

    private static final int PERMILLE = 1_000;

    private final TankView tanks;
    private final Inputs inputs;
    private final BotMemory memory;
    private final Rules rules;
    private final BotRules bots;

    Gunner(WorldView view, Inputs inputs, BotMemory memory) {
        this.inputs = inputs;
        this.memory = memory;
        tanks = view.tanks();
        rules = view.rules();
        bots = rules.mode().bots();
    }

    /** Takes aim anew. */
    void steady(int seat) {
        int shake = bots.skillOf(seat).aimErrorMax();
        memory.aimError[seat] = memory.random(seat, 2 * shake) - shake;
    }

    /** Chooses the shell for this target; a burst near the own tank is worse than a weak shot. */
    void load(int seat, int target) {
        int dx = tanks.x(target) - tanks.x(seat);
        int dy = tanks.y(target) - tanks.y(seat);
        int safeMm = 2 * rules.shell(ShellKind.HE).splashMm();
        boolean isThick =
                tanks.rules(target).armour().frontPermille()
                        >= bots.skillOf(seat).explosiveFromPermille();
        boolean isFar = Angle.distance(dx, dy) > safeMm;
        inputs.ability[seat] = (isThick && isFar ? ShellKind.HE : ShellKind.AP).ability();
    }

    /** Aims at where the target will be when a shell arrives, and fires when it is time. */
    void engage(int seat, int target) {
        int dx = tanks.x(target) - tanks.x(seat);
        int dy = tanks.y(target) - tanks.y(seat);
        int distance = Angle.distance(dx, dy);
        BotSkill skill = bots.skillOf(seat);
        int flightTicks = distance / rules.shell(tanks.loaded(seat)).speed();
        int lead = flightTicks * skill.leadPermille();
        int leadX = dx + (tanks.x(target) - memory.targetX[seat]) * lead / PERMILLE;
        int leadY = dy + (tanks.y(target) - memory.targetY[seat]) * lead / PERMILLE;
        int aim = Angle.wrap(Angle.of(leadX, leadY) + memory.aimError[seat]);
        boolean isReady =
                memory.sight[seat] >= skill.reactionTicks()
                        && distance <= skill.rangeMm()
                        && !tanks.isProtected(target)
                        && Math.abs(Angle.difference(tanks.turret(seat), aim)) <= ON_TARGET;
        inputs.aim[seat] = aim;
        inputs.fire[seat] = isReady && memory.random(seat, skill.hesitation()) == 0 ? 1 : 0;
    }

    /** Without a target in sight the gun points where the tank drives. */
    void lookAhead(int seat) {
        inputs.aim[seat] = Driver.bearing(tanks, seat, memory.goalX[seat], memory.goalY[seat]);
    }
}
