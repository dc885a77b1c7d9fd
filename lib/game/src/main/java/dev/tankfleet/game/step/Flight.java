package dev.tankfleet.game.step;

import dev.tankfleet.game.map.Ground;
import dev.tankfleet.game.map.Wall;
import dev.tankfleet.game.rules.ShellRules;
import dev.tankfleet.game.rules.TankRules;
import dev.tankfleet.game.world.Shells;
import dev.tankfleet.game.world.Tanks;
import dev.tankfleet.game.world.World;

/**
 * Flies the shells until they strike a tank or a wall, or fall.
 *
 * <p>A shell flies its tick in equal hops that are shorter than the thinnest wall is thick and than
 * any tank is wide, and looks around after each: nothing is flown through. What it may miss is a
 * graze of a few mm between two hops.
 */
final class Flight {

    private static final int HOP_BITS = 2;
    private static final int HOPS = 1 << HOP_BITS;
    private static final int NOBODY = -1;

    private final Tanks tanks;
    private final Shells shells;
    private final Ground ground;
    private final World world;
    private final Damage damage;

    Flight(World world, Damage damage) {
        tanks = world.tanks();
        shells = world.shells();
        ground = world.ground();
        this.world = world;
        this.damage = damage;
        for (ShellRules shell : world.rules().shells()) {
            for (TankRules tank : world.rules().tanks()) {
                requireShortHops(shell.speed() / HOPS, tank.radiusMm());
            }
        }
    }

    private static void requireShortHops(int hop, int radius) {
        if (hop >= Wall.THICKNESS_MIN_MM || hop >= radius) {
            throw new IllegalArgumentException(
                    "shell.speed / " + HOPS + ": " + hop + " (expected: < 500 and < tank radius)");
        }
    }

    void run() {
        for (int slot = 0; slot < shells.slots(); slot++) {
            if (shells.isFlying(slot)) {
                fly(slot);
            }
        }
    }

    private void fly(int slot) {
        int shellReach = world.rules().shell(shells.kind[slot]).radiusMm();
        int startX = shells.x[slot];
        int startY = shells.y[slot];
        for (int hop = 1; hop <= HOPS; hop++) {
            int x = startX + ((shells.xSpeed[slot] * hop) >> HOP_BITS);
            int y = startY + ((shells.ySpeed[slot] * hop) >> HOP_BITS);
            int struck = tankAt(x, y, shells.owner[slot], shellReach);
            if (struck != NOBODY) {
                damage.strike(slot, struck);
                shells.x[slot] = x;
                shells.y[slot] = y;
                end(slot, struck);
                return;
            }
            if (ground.isBlocked(x, y, 0)) {
                end(slot, NOBODY);
                return;
            }
            shells.x[slot] = x;
            shells.y[slot] = y;
        }
        shells.flight[slot]--;
        if (shells.flight[slot] == 0) {
            end(slot, NOBODY);
        }
    }

    /** What bursts does so where it was last in the open, before the wall that stopped it. */
    private void end(int slot, int struck) {
        damage.burst(slot, struck);
        shells.clear(slot);
    }

    /** The seat of the tank here, other than the one that fired; the nearest if there are two. */
    private int tankAt(int x, int y, int owner, int shellReach) {
        int found = NOBODY;
        int foundSquare = Integer.MAX_VALUE;
        for (int seat = 0; seat < tanks.seats(); seat++) {
            if (!tanks.isAlive(seat) || tanks.id[seat] == owner) {
                continue;
            }
            int reach = world.tankRules(seat).radiusMm() + shellReach;
            if (Tanks.overlap(x, y, tanks.x[seat], tanks.y[seat], reach)) {
                int dx = x - tanks.x[seat];
                int dy = y - tanks.y[seat];
                if (dx * dx + dy * dy < foundSquare) {
                    found = seat;
                    foundSquare = dx * dx + dy * dy;
                }
            }
        }
        return found;
    }
}
