package dev.tankfleet.game.bot;

import dev.tankfleet.game.map.Ground;

import java.util.Arrays;

/**
 * Finds ways around walls; owned by the match's thread, allocates nothing after it is created.
 *
 * <p>A search spreads over the lattice from the goal until it meets the start; then the route is
 * cut short to the farthest node that can be reached in a straight line. What is kept between two
 * searches is scratch, no state.
 */
final class Routes {

    /** How many nodes of the way are tried for a straight line. */
    private static final int SHORTCUT_NODES = 6;

    /** Whoever is this near to the first node goes for the second one, mm. */
    private static final int AT_NODE_MM = 500;

    /** A tank that touches a wall can still drive along it: lines may be off by so much, mm. */
    private static final int SLACK_MM = 10;

    private final Ground ground;
    private final Lattice lattice;
    private final int reach;

    // Scratch of one search; owned by the match's thread.
    private final int[] towardsGoal;
    private final int[] queue;
    private int nextX;
    private int nextY;

    private Routes(Ground ground, int reach) {
        this.ground = ground;
        this.reach = reach;
        lattice = Lattice.of(ground, reach);
        towardsGoal = new int[lattice.size()];
        queue = new int[lattice.size()];
    }

    /** Ways on this ground for tanks of this radius in mm. */
    static Routes create(Ground ground, int reach) {
        return new Routes(ground, reach);
    }

    /**
     * Looks for the way between two points; {@link #nextX} and {@link #nextY} say where to drive
     * first.
     *
     * @return whether there is a way; if not, the answer is the goal itself
     */
    boolean find(int fromX, int fromY, int toX, int toY) {
        aimFor(toX, toY);
        if (isStraight(fromX, fromY, toX, toY)) {
            return true;
        }
        int start = lattice.nodeNear(fromX, fromY);
        int goal = lattice.nodeNear(toX, toY);
        if (start == Lattice.NONE || goal == Lattice.NONE || !search(goal, start)) {
            return false;
        }
        cutShort(fromX, fromY, start);
        return true;
    }

    /** Where to drive straight to, mm. */
    int nextX() {
        return nextX;
    }

    /** Where to drive straight to, mm. */
    int nextY() {
        return nextY;
    }

    /** Breadth first from the goal, so that each node learns which neighbour leads there. */
    private boolean search(int goal, int start) {
        Arrays.fill(towardsGoal, Lattice.NONE);
        towardsGoal[goal] = goal;
        queue[0] = goal;
        int waiting = 1;
        for (int head = 0; head < waiting && towardsGoal[start] == Lattice.NONE; head++) {
            int node = queue[head];
            for (int way = 0; way < Lattice.WAYS; way++) {
                int end = lattice.end(node, way);
                if (end != Lattice.NONE && towardsGoal[end] == Lattice.NONE) {
                    towardsGoal[end] = node;
                    queue[waiting] = end;
                    waiting++;
                }
            }
        }
        return towardsGoal[start] != Lattice.NONE;
    }

    private void cutShort(int fromX, int fromY, int start) {
        boolean isAtStart =
                Math.abs(lattice.x(start) - fromX) < AT_NODE_MM
                        && Math.abs(lattice.y(start) - fromY) < AT_NODE_MM;
        int node = isAtStart ? towardsGoal[start] : start;
        aimFor(lattice.x(node), lattice.y(node));
        for (int i = 0; i < SHORTCUT_NODES; i++) {
            node = towardsGoal[node]; // the goal leads to itself
            if (isStraight(fromX, fromY, lattice.x(node), lattice.y(node))) {
                aimFor(lattice.x(node), lattice.y(node));
            }
        }
    }

    private boolean isStraight(int fromX, int fromY, int toX, int toY) {
        return !ground.isLineBlocked(fromX, fromY, toX, toY, reach - SLACK_MM);
    }

    private void aimFor(int x, int y) {
        nextX = x;
        nextY = y;
    }
}
