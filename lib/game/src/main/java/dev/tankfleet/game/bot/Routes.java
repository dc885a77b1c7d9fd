package dev.tankfleet.game.bot;

import dev.tankfleet.game.map.Ground;

import java.util.Arrays;

/**
 * Finds ways around walls; owned by the match's thread, allocates nothing after it is created.
 *
 * <p>Over the map lies a lattice of nodes where a tank fits. A search spreads from the goal until
 * it meets the start; then the route is cut short to the farthest node that can be reached in a
 * straight line. What is kept between two searches is scratch, no state.
 */
final class Routes {

    private static final int SPACING_MM = 2_000;

    /** How many nodes of the way are tried for a straight line. */
    private static final int SHORTCUT_NODES = 6;

    /** A tank that touches a wall can still drive along it: lines may be off by so much, mm. */
    private static final int SLACK_MM = 10;

    private static final int UNKNOWN = -1;

    /** The four sides first, so that a way of equal length is rather straight than askew. */
    private static final int[] COLUMN_STEPS = {1, 0, -1, 0, 1, -1, -1, 1};

    private static final int[] ROW_STEPS = {0, 1, 0, -1, 1, 1, -1, -1};

    private final Ground ground;
    private final int reach;
    private final int columns;
    private final int rows;

    /** For each node the nearest one where a tank fits: itself, if it does. */
    private final int[] nearestOpen;

    // Scratch of one search; owned by the match's thread.
    private final int[] towardsGoal;
    private final int[] queue;
    private int nextX;
    private int nextY;

    private Routes(Ground ground, int reach) {
        this.ground = ground;
        this.reach = reach;
        columns = Math.max(1, ground.width() / SPACING_MM);
        rows = Math.max(1, ground.height() / SPACING_MM);
        nearestOpen = new int[columns * rows];
        towardsGoal = new int[columns * rows];
        queue = new int[columns * rows];
        findNearestOpen();
    }

    /** Ways on this ground for tanks of this radius in mm. */
    static Routes create(Ground ground, int reach) {
        return new Routes(ground, reach);
    }

    /** Looks for the way between two points; the answer is {@link #nextX} and {@link #nextY}. */
    void find(int fromX, int fromY, int toX, int toY) {
        nextX = toX;
        nextY = toY;
        if (isStraight(fromX, fromY, toX, toY)) {
            return;
        }
        int start = nearestOpen[nodeAt(fromX, fromY)];
        int goal = nearestOpen[nodeAt(toX, toY)];
        if (start == UNKNOWN || goal == UNKNOWN) {
            return;
        }
        search(goal, start);
        nextX = nodeX(start);
        nextY = nodeY(start);
        int node = start;
        for (int i = 0; i < SHORTCUT_NODES && node != goal && towardsGoal[node] != UNKNOWN; i++) {
            node = towardsGoal[node];
            if (isStraight(fromX, fromY, nodeX(node), nodeY(node))) {
                nextX = nodeX(node);
                nextY = nodeY(node);
            }
        }
    }

    /** Where to drive straight to, mm. */
    int nextX() {
        return nextX;
    }

    /** Where to drive straight to, mm. */
    int nextY() {
        return nextY;
    }

    /** Whether the last search found a way from this point. */
    boolean hasWay(int fromX, int fromY) {
        int start = nearestOpen[nodeAt(fromX, fromY)];
        return start != UNKNOWN && towardsGoal[start] != UNKNOWN;
    }

    /** Breadth first from the goal, so that each node learns its neighbour on the way there. */
    private void search(int goal, int start) {
        Arrays.fill(towardsGoal, UNKNOWN);
        towardsGoal[goal] = goal;
        queue[0] = goal;
        int waiting = 1;
        for (int head = 0; head < waiting && towardsGoal[start] == UNKNOWN; head++) {
            int node = queue[head];
            for (int i = 0; i < COLUMN_STEPS.length; i++) {
                int neighbour = neighbour(node, COLUMN_STEPS[i], ROW_STEPS[i]);
                if (neighbour != UNKNOWN && towardsGoal[neighbour] == UNKNOWN) {
                    towardsGoal[neighbour] = node;
                    queue[waiting] = neighbour;
                    waiting++;
                }
            }
        }
    }

    /** An open node beside this one; a step askew needs both corners that it passes. */
    private int neighbour(int node, int columnStep, int rowStep) {
        int column = node % columns + columnStep;
        int row = node / columns + rowStep;
        if (column < 0 || column >= columns || row < 0 || row >= rows) {
            return UNKNOWN;
        }
        boolean isPassable = isOpen(node + columnStep) && isOpen(node + rowStep * columns);
        int neighbour = row * columns + column;
        return isPassable && isOpen(neighbour) ? neighbour : UNKNOWN;
    }

    private void findNearestOpen() {
        int waiting = 0;
        for (int node = 0; node < nearestOpen.length; node++) {
            boolean isOpen = !ground.isBlocked(nodeX(node), nodeY(node), reach);
            nearestOpen[node] = isOpen ? node : UNKNOWN;
            if (isOpen) {
                queue[waiting] = node;
                waiting++;
            }
        }
        for (int head = 0; head < waiting; head++) {
            int node = queue[head];
            for (int side = 0; side < 4; side++) {
                int column = node % columns + COLUMN_STEPS[side];
                int row = node / columns + ROW_STEPS[side];
                if (column >= 0 && column < columns && row >= 0 && row < rows) {
                    int neighbour = row * columns + column;
                    if (nearestOpen[neighbour] == UNKNOWN) {
                        nearestOpen[neighbour] = nearestOpen[node];
                        queue[waiting] = neighbour;
                        waiting++;
                    }
                }
            }
        }
    }

    private boolean isStraight(int fromX, int fromY, int toX, int toY) {
        return !ground.isLineBlocked(fromX, fromY, toX, toY, reach - SLACK_MM);
    }

    private boolean isOpen(int node) {
        return nearestOpen[node] == node;
    }

    private int nodeAt(int x, int y) {
        int column = Math.min(columns - 1, x / SPACING_MM);
        int row = Math.min(rows - 1, y / SPACING_MM);
        return row * columns + column;
    }

    private int nodeX(int node) {
        return node % columns * SPACING_MM + SPACING_MM / 2;
    }

    private int nodeY(int node) {
        return node / columns * SPACING_MM + SPACING_MM / 2;
    }
}
