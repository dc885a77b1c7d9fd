package dev.tankfleet.game.bot;

import dev.tankfleet.game.map.Ground;
import dev.tankfleet.game.view.TankView;
import dev.tankfleet.game.world.BotMemory;

/** Chooses whom a bot is after and watches him; owned by the match's thread. */
final class Targets {

    /** What it costs to be out of sight, as if the target were this much farther away, mm. */
    private static final int HIDDEN_MM = 15_000;

    /** What it costs to be protected, mm. */
    private static final int PROTECTED_MM = 10_000;

    /** How much nearer another one must be to be worth a change, mm. */
    private static final int LOYALTY_MM = 4_000;

    /** Moods differ by so much, mm. */
    private static final int MOOD_MM = 5_000;

    private final TankView tanks;
    private final Ground ground;
    private final BotMemory memory;

    Targets(TankView tanks, Ground ground, BotMemory memory) {
        this.tanks = tanks;
        this.ground = ground;
        this.memory = memory;
    }

    /** Counts the ticks in sight, and lets go of a target that is no more. */
    void watch(int seat) {
        int target = tanks.seatOf(memory.target[seat]);
        if (target < 0 || !tanks.isAlive(target)) {
            follow(seat, -1);
        } else if (isInSight(seat, target)) {
            memory.sight[seat]++;
        } else if (memory.sight[seat] > 0) {
            memory.sight[seat] = 0;
            memory.pause[seat] = 0; // think about it
        }
    }

    /** The seat of the target from now on, or -1 when there is nobody. */
    int choose(int seat) {
        int best = -1;
        int bestCost = Integer.MAX_VALUE;
        for (int other = 0; other < tanks.seats(); other++) {
            if (tanks.isAlive(other) && tanks.areEnemies(seat, other)) {
                int cost = cost(seat, other);
                if (cost < bestCost) {
                    best = other;
                    bestCost = cost;
                }
            }
        }
        if (best < 0 || tanks.id(best) != memory.target[seat]) {
            follow(seat, best);
            memory.sight[seat] = best >= 0 && isInSight(seat, best) ? 1 : 0;
        }
        return best;
    }

    /** Whether another tank is up to this near, mm; the larger way along the axes counts. */
    boolean isWithin(int seat, int other, int distanceMm) {
        int dx = Math.abs(tanks.x(other) - tanks.x(seat));
        int dy = Math.abs(tanks.y(other) - tanks.y(seat));
        return Math.max(dx, dy) <= distanceMm;
    }

    private int cost(int seat, int other) {
        int dx = Math.abs(tanks.x(other) - tanks.x(seat));
        int dy = Math.abs(tanks.y(other) - tanks.y(seat));
        int cost = Math.max(dx, dy) + Math.min(dx, dy) / 2 + memory.random(seat, MOOD_MM);
        if (tanks.id(other) == memory.target[seat]) {
            cost -= LOYALTY_MM;
        }
        if (tanks.isProtected(other)) {
            cost += PROTECTED_MM;
        }
        return isInSight(seat, other) ? cost : cost + HIDDEN_MM;
    }

    private void follow(int seat, int target) {
        memory.sight[seat] = 0;
        memory.target[seat] = target < 0 ? 0 : tanks.id(target);
        memory.targetX[seat] = target < 0 ? 0 : tanks.x(target);
        memory.targetY[seat] = target < 0 ? 0 : tanks.y(target);
    }

    private boolean isInSight(int seat, int other) {
        return !ground.isLineBlocked(
                tanks.x(seat), tanks.y(seat), tanks.x(other), tanks.y(other), 0);
    }
}
