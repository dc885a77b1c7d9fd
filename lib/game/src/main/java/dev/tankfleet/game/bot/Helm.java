package dev.tankfleet.game.bot;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.map.Ground;
import dev.tankfleet.game.view.TankView;
import dev.tankfleet.game.view.WorldView;
import dev.tankfleet.game.world.BotMemory;
import dev.tankfleet.game.world.Inputs;

/** Steers a bot's tank; owned by the match's thread. */
final class Helm {

    /** Nearer than this it backs off while it circles, mm. */
    private static final int NEAR_MM = 8_000;

    /** Farther than this it closes in while it circles, mm. */
    private static final int FAR_MM = 16_000;

    private static final int CLOSING_IN = Angle.TURN / 24;
    private static final int BACKING_OFF = Angle.TURN * 3 / 8;

    /** How far it looks ahead for walls while it circles, mm. */
    private static final int FORESIGHT_MM = 3_500;

    /** A goal is reached within this distance, mm. */
    private static final int ARRIVED_MM = 400;

    /** Within this angle it drives at full throttle: 30 degrees. */
    private static final int STRAIGHT = Angle.TURN / 12;

    /** Beyond this angle it turns on the spot: 75 degrees. */
    private static final int SHARP = Angle.TURN * 5 / 24;

    private static final int HALF_THROTTLE = Inputs.FULL / 2;

    /** A tank at the wheel that moves less than this in a tick does not get ahead, mm. */
    private static final int CRAWL_MM = 12;

    /** A tank that touches a wall can still drive along it: lines may be off by so much, mm. */
    private static final int SLACK_MM = 10;

    private static final int STUCK_TICKS = 15;
    private static final int ESCAPE_MIN_TICKS = 10;
    private static final int ESCAPE_SPREAD_TICKS = 14;

    private final TankView tanks;
    private final Ground ground;
    private final Inputs inputs;
    private final BotMemory memory;

    Helm(WorldView view, Ground ground, Inputs inputs, BotMemory memory) {
        this.ground = ground;
        this.inputs = inputs;
        this.memory = memory;
        tanks = view.tanks();
    }

    /** Drives around a target, closing in from afar and backing off when near. */
    void circle(int seat, int target) {
        if (isEscaping(seat)) {
            return;
        }
        int dx = tanks.x(target) - tanks.x(seat);
        int dy = tanks.y(target) - tanks.y(seat);
        int distance = Angle.distance(dx, dy);
        int offset = Angle.QUARTER;
        if (distance > FAR_MM) {
            offset = CLOSING_IN;
        } else if (distance < NEAR_MM) {
            offset = BACKING_OFF;
        }
        int heading = Angle.of(dx, dy) + memory.circling[seat] * offset;
        if (isWallAhead(seat, heading)) {
            memory.circling[seat] = -memory.circling[seat];
            heading = Angle.of(dx, dy) + memory.circling[seat] * offset;
        }
        int off = Angle.difference(tanks.hull(seat), heading);
        if (Math.abs(off) > Angle.QUARTER) {
            steer(seat, Angle.difference(tanks.hull(seat), heading + Angle.HALF), -1);
        } else {
            steer(seat, off, 1);
        }
    }

    /** Drives straight to the goal; the route has seen to it that nothing is in the way. */
    void driveToGoal(int seat) {
        if (isEscaping(seat)) {
            return;
        }
        int dx = memory.goalX[seat] - tanks.x(seat);
        int dy = memory.goalY[seat] - tanks.y(seat);
        if (Math.max(Math.abs(dx), Math.abs(dy)) < ARRIVED_MM) {
            memory.pause[seat] = 0; // think again: there is nothing left to do
            return;
        }
        steer(seat, Angle.difference(tanks.hull(seat), Angle.of(dx, dy)), 1);
    }

    /** Turns by {@code off}, and drives in the direction (1 or -1) as fast as the turn allows. */
    private void steer(int seat, int off, int direction) {
        int hullTurn = tanks.rules(seat).hullTurn();
        inputs.turn[seat] =
                Math.max(-Inputs.FULL, Math.min(Inputs.FULL, off * Inputs.FULL / hullTurn));
        int size = Math.abs(off);
        if (size <= STRAIGHT) {
            inputs.throttle[seat] = direction * Inputs.FULL;
        } else if (size <= SHARP) {
            inputs.throttle[seat] = direction * HALF_THROTTLE;
        }
        noteProgress(seat);
    }

    /** Who wants to drive and does not get ahead is stuck, and backs off for a moment. */
    private void noteProgress(int seat) {
        int moved =
                Math.abs(tanks.x(seat) - memory.ownX[seat])
                        + Math.abs(tanks.y(seat) - memory.ownY[seat]);
        boolean isHeld = inputs.throttle[seat] != 0 && moved < CRAWL_MM;
        memory.stuck[seat] = isHeld ? memory.stuck[seat] + 1 : 0;
        if (memory.stuck[seat] > STUCK_TICKS) {
            int ticks = ESCAPE_MIN_TICKS + memory.random(seat, ESCAPE_SPREAD_TICKS);
            // Away from what it ran into: the sign says whether it backs off or drives on.
            memory.escape[seat] = inputs.throttle[seat] > 0 ? -ticks : ticks;
            memory.circling[seat] = -memory.circling[seat];
            memory.stuck[seat] = 0;
        }
    }

    private boolean isEscaping(int seat) {
        int escape = memory.escape[seat];
        if (escape == 0) {
            return false;
        }
        int direction = escape > 0 ? 1 : -1;
        memory.escape[seat] = escape - direction;
        inputs.throttle[seat] = direction * Inputs.FULL;
        inputs.turn[seat] = memory.circling[seat] * HALF_THROTTLE;
        return true;
    }

    private boolean isWallAhead(int seat, int heading) {
        int x = tanks.x(seat);
        int y = tanks.y(seat);
        int clearance = tanks.rules(seat).radiusMm();
        int aheadX = x + ((FORESIGHT_MM * Angle.cos(heading)) >> Angle.ONE_BITS);
        int aheadY = y + ((FORESIGHT_MM * Angle.sin(heading)) >> Angle.ONE_BITS);
        return ground.isBlocked(aheadX, aheadY, clearance)
                || ground.isLineBlocked(x, y, aheadX, aheadY, clearance - SLACK_MM);
    }
}
