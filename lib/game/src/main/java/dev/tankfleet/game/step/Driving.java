package dev.tankfleet.game.step;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.map.Ground;
import dev.tankfleet.game.rules.TankRules;
import dev.tankfleet.game.world.Inputs;
import dev.tankfleet.game.world.Tanks;
import dev.tankfleet.game.world.World;

/**
 * Turns hulls and turrets and drives the tanks, walls and other tanks in mind.
 *
 * <p>Tanks block and never push: one that stands stays exactly where it is. Nobody goes first: each
 * tank wishes for a place that is free of walls and of all tanks as they stand; then, of two that
 * wish for places too near to each other, both stay. So tanks never overlap, whatever their order.
 */
final class Driving {

    private final Tanks tanks;
    private final Inputs inputs;
    private final Ground ground;
    private final World world;

    // Scratch of one run; owned by the match's thread.
    private final int[] wishX;
    private final int[] wishY;

    Driving(World world) {
        tanks = world.tanks();
        inputs = world.inputs();
        ground = world.ground();
        this.world = world;
        wishX = new int[tanks.seats()];
        wishY = new int[tanks.seats()];
    }

    void run() {
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (tanks.isAlive(seat)) {
                TankRules rules = world.tankRules(seat);
                turn(seat, rules);
                changeSpeed(seat, rules);
                wish(seat, rules);
            }
        }
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (tanks.isAlive(seat) && isWishContested(seat)) {
                tanks.speed[seat] = 0;
            }
        }
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (tanks.isAlive(seat) && tanks.speed[seat] != 0) {
                tanks.x[seat] = wishX[seat];
                tanks.y[seat] = wishY[seat];
            }
        }
    }

    private void turn(int seat, TankRules rules) {
        int hullTurn = inputs.turn[seat] * rules.hullTurn() / Inputs.FULL;
        tanks.hull[seat] = Angle.wrap(tanks.hull[seat] + hullTurn);
        tanks.turret[seat] =
                Angle.approach(tanks.turret[seat], inputs.aim[seat], rules.turretTurn());
    }

    /**
     * Brakes first when the input asks for less or for the other way, so that standing still is
     * quick.
     */
    private void changeSpeed(int seat, TankRules rules) {
        int throttle = inputs.throttle[seat];
        int wanted =
                throttle * (throttle > 0 ? rules.speedMax() : rules.reverseMax()) / Inputs.FULL;
        int speed = tanks.speed[seat];
        if (speed > Math.max(wanted, 0)) {
            speed = Math.max(speed - rules.braking(), Math.max(wanted, 0));
        } else if (speed < Math.min(wanted, 0)) {
            speed = Math.min(speed + rules.braking(), Math.min(wanted, 0));
        } else if (speed < wanted) {
            speed = Math.min(speed + rules.acceleration(), wanted);
        } else {
            speed = Math.max(speed - rules.acceleration(), wanted);
        }
        tanks.speed[seat] = speed;
    }

    /** The full way if it is free; else along what is in the way; else nowhere. */
    private void wish(int seat, TankRules rules) {
        int x = tanks.x[seat];
        int y = tanks.y[seat];
        wishX[seat] = x;
        wishY[seat] = y;
        if (tanks.speed[seat] == 0) {
            return;
        }
        int dx = wayAlong(tanks.xCarry, seat, Angle.cos(tanks.hull[seat]));
        int dy = wayAlong(tanks.yCarry, seat, Angle.sin(tanks.hull[seat]));
        int reach = rules.radiusMm();
        int slideX = ground.slideX(x, y, dx, reach);
        int slideY = ground.slideY(slideX, y, dy, reach);
        if (isFree(seat, slideX, slideY)) {
            settle(seat, rules, slideX, slideY, slideX == x + dx && slideY == y + dy);
        } else if (isFree(seat, slideX, y)) {
            settle(seat, rules, slideX, y, false);
        } else if (isFree(seat, x, ground.slideY(x, y, dy, reach))) {
            settle(seat, rules, x, ground.slideY(x, y, dy, reach), false);
        } else {
            settle(seat, rules, x, y, false);
        }
    }

    /**
     * Whole mm of this tick; what is left over is carried on, so that slow tanks keep their course.
     */
    private int wayAlong(int[] carry, int seat, int share) {
        int way = tanks.speed[seat] * share + carry[seat];
        carry[seat] = way & ((1 << Angle.ONE_BITS) - 1);
        return way >> Angle.ONE_BITS;
    }

    private void settle(int seat, TankRules rules, int x, int y, boolean isWholeWay) {
        if (!isWholeWay) {
            boolean isStopped = x == tanks.x[seat] && y == tanks.y[seat];
            int speed = tanks.speed[seat];
            tanks.speed[seat] = isStopped ? 0 : speed - speed / rules.scrapeLoss();
        }
        wishX[seat] = x;
        wishY[seat] = y;
    }

    private boolean isFree(int seat, int x, int y) {
        for (int other = 0; other < tanks.seats(); other++) {
            if (other != seat
                    && tanks.isAlive(other)
                    && Tanks.overlap(x, y, tanks.x[other], tanks.y[other], reachOf(seat, other))) {
                return false;
            }
        }
        return true;
    }

    private boolean isWishContested(int seat) {
        for (int other = 0; other < tanks.seats(); other++) {
            if (other != seat
                    && tanks.isAlive(other)
                    && Tanks.overlap(
                            wishX[seat],
                            wishY[seat],
                            wishX[other],
                            wishY[other],
                            reachOf(seat, other))) {
                return true;
            }
        }
        return false;
    }

    /** How near the centres of two tanks may be. */
    private int reachOf(int seat, int other) {
        return world.tankRules(seat).radiusMm() + world.tankRules(other).radiusMm();
    }
}
