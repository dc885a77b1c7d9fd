package dev.tankfleet.game.bot;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.view.TankView;
import dev.tankfleet.game.view.WorldView;
import dev.tankfleet.game.world.BotMemory;
import dev.tankfleet.game.world.Inputs;

/**
 * Points a bot's gun and pulls the trigger, about as well as a person; owned by the match's thread.
 *
 * <p>It leads a moving target, but it has to see it for a while first, its hand shakes anew with
 * each thought, and it hesitates.
 */
final class Gunner {

    /** Ticks from first sight to the first shot. */
    private static final int REACTION_TICKS = 12;

    /** The hand is off by up to this much, 12 degrees. */
    private static final int SHAKE = 2_200;

    /** It shoots when the gun is this near to where it aims, 2.2 degrees. */
    private static final int ON_TARGET = 400;

    private static final int RANGE_MM = 30_000;

    /** The chance to pull the trigger in a tick is one in this many. */
    private static final int HESITATION = 16;

    private final TankView tanks;
    private final Inputs inputs;
    private final BotMemory memory;
    private final int shellSpeed;

    Gunner(WorldView view, Inputs inputs, BotMemory memory) {
        this.inputs = inputs;
        this.memory = memory;
        tanks = view.tanks();
        shellSpeed = view.rules().shell().speed();
    }

    /** Takes aim anew. */
    void steady(int seat) {
        memory.aimError[seat] = memory.random(seat, 2 * SHAKE) - SHAKE;
    }

    /** Aims at where the target will be when a shell arrives, and fires when it is time. */
    void engage(int seat, int target) {
        int dx = tanks.x(target) - tanks.x(seat);
        int dy = tanks.y(target) - tanks.y(seat);
        int distance = Angle.distance(dx, dy);
        int flightTicks = distance / shellSpeed;
        int leadX = dx + (tanks.x(target) - memory.targetX[seat]) * flightTicks;
        int leadY = dy + (tanks.y(target) - memory.targetY[seat]) * flightTicks;
        int aim = Angle.wrap(Angle.of(leadX, leadY) + memory.aimError[seat]);
        boolean isReady =
                memory.sight[seat] >= REACTION_TICKS
                        && distance <= RANGE_MM
                        && !tanks.isProtected(target)
                        && Math.abs(Angle.difference(tanks.turret(seat), aim)) <= ON_TARGET;
        inputs.aim[seat] = aim;
        inputs.fire[seat] = isReady && memory.random(seat, HESITATION) == 0 ? 1 : 0;
    }

    /** Without a target in sight the gun points where the tank drives. */
    void lookAhead(int seat) {
        inputs.aim[seat] = Driver.bearing(tanks, seat, memory.goalX[seat], memory.goalY[seat]);
    }
}
