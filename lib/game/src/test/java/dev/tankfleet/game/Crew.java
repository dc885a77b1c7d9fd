package dev.tankfleet.game;

import dev.tankfleet.game.angle.Angle;
import dev.tankfleet.game.map.Ground;
import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.game.rules.ShellKind;
import dev.tankfleet.game.rules.TankType;
import dev.tankfleet.game.view.ObjectiveView.Stage;
import dev.tankfleet.game.view.TankView;

/**
 * People who rob the bank by a script: along a way of points into the vault, wait there, along
 * another one out, and shoot at every guard in sight.
 */
final class Crew {

    /** From where people enter to the middle of the vault, m. */
    private static final int[][] WAY_IN = {
        {12, 31}, {27, 31}, {33, 30}, {40, 29}, {49, 25}, {54, 22}, {63, 22}
    };

    /** From the vault to the middle of the exit, m. */
    private static final int[][] WAY_OUT = {
        {54, 22}, {49, 18}, {40, 15}, {33, 13}, {26, 14}, {12, 14}, {5, 5}
    };

    private static final int ARRIVED_MM = 2_000;
    private static final int STUCK_TICKS = 20;
    private static final int FREEING_TICKS = 25;
    private static final int FULL = 1_000;

    private final Simulation match;
    private final TankView tanks;
    private final Ground ground = Ground.of(Maps.bank());
    private final int people;
    private final int[] point;
    private final boolean[] isLeaving;
    private final int[] stuck;
    private final int[] lastX;
    private final int[] lastY;

    Crew(Rules rules, int people, int seed) {
        match = Simulation.create(Maps.bank(), rules, seed);
        tanks = match.view().tanks();
        this.people = people;
        point = new int[people];
        isLeaving = new boolean[people];
        stuck = new int[people];
        lastX = new int[people];
        lastY = new int[people];
        for (int seat = 0; seat < people; seat++) {
            match.seatPerson(seat, TankType.of(seat % 3));
        }
        match.balanceBots();
    }

    Simulation match() {
        return match;
    }

    void step() {
        for (int seat = 0; seat < people; seat++) {
            if (tanks.isAlive(seat)) {
                drive(seat);
            } else {
                point[seat] = 0;
                isLeaving[seat] = false;
            }
        }
        match.step();
    }

    private void drive(int seat) {
        boolean isEscape = match.view().objective().stage() == Stage.ESCAPE;
        if (isEscape && !isLeaving[seat]) {
            isLeaving[seat] = true;
            point[seat] = nearest(seat, WAY_OUT);
        }
        int[][] way = isLeaving[seat] ? WAY_OUT : WAY_IN;
        int[] next = way[point[seat]];
        int dx = next[0] * 1_000 - tanks.x(seat);
        int dy = next[1] * 1_000 - tanks.y(seat);
        boolean isArrived = Angle.distance(dx, dy) < ARRIVED_MM;
        boolean isLast = point[seat] == way.length - 1;
        if (isArrived && !isLast) {
            point[seat]++;
        }
        int off = Angle.difference(tanks.hull(seat), Angle.of(dx, dy));
        int throttle = isArrived && isLast || Math.abs(off) > Angle.TURN / 8 ? 0 : FULL;
        int turn = Math.max(-FULL, Math.min(FULL, off));
        noteProgress(seat, throttle);
        if (stuck[seat] > STUCK_TICKS) {
            throttle = -FULL;
            turn = seat % 2 == 0 ? FULL : -FULL;
        }
        int target = guardInSight(seat);
        int aim =
                target < 0
                        ? tanks.hull(seat)
                        : Angle.of(
                                tanks.x(target) - tanks.x(seat), tanks.y(target) - tanks.y(seat));
        match.input(seat, throttle, turn, aim, target >= 0, ShellKind.AP.ability());
    }

    private void noteProgress(int seat, int throttle) {
        boolean isHeld =
                throttle != 0
                        && Math.abs(tanks.x(seat) - lastX[seat])
                                        + Math.abs(tanks.y(seat) - lastY[seat])
                                < 20;
        if (stuck[seat] > STUCK_TICKS) {
            stuck[seat] = stuck[seat] > STUCK_TICKS + FREEING_TICKS ? 0 : stuck[seat] + 1;
        } else {
            stuck[seat] = isHeld ? stuck[seat] + 1 : 0;
        }
        lastX[seat] = tanks.x(seat);
        lastY[seat] = tanks.y(seat);
    }

    private int nearest(int seat, int[][] way) {
        int best = 0;
        for (int i = 1; i < way.length; i++) {
            if (distance(seat, way[i]) < distance(seat, way[best])) {
                best = i;
            }
        }
        return best;
    }

    private int distance(int seat, int[] place) {
        return Angle.distance(place[0] * 1_000 - tanks.x(seat), place[1] * 1_000 - tanks.y(seat));
    }

    private int guardInSight(int seat) {
        int best = -1;
        int bestDistance = Integer.MAX_VALUE;
        for (int other = 0; other < tanks.seats(); other++) {
            if (!tanks.isAlive(other) || !tanks.areEnemies(seat, other)) {
                continue;
            }
            int distance =
                    Angle.distance(tanks.x(other) - tanks.x(seat), tanks.y(other) - tanks.y(seat));
            boolean isSeen =
                    !ground.isLineBlocked(
                            tanks.x(seat), tanks.y(seat), tanks.x(other), tanks.y(other), 0);
            if (isSeen && distance < bestDistance) {
                best = other;
                bestDistance = distance;
            }
        }
        return best;
    }
}
