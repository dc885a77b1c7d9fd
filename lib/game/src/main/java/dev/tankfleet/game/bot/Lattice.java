package dev.tankfleet.game.bot;

import dev.tankfleet.game.map.Ground;

/**
 * The places on a map where a tank fits, as nodes two metres apart with the ways between them;
 * immutable.
 */
final class Lattice {

    /** No node. */
    static final int NONE = -1;

    /** From one node to the next along an axis, mm. */
    static final int SPACING_MM = 2_000;

    /** The four sides first, so that of two short ways the straighter one is found first. */
    private static final int[] COLUMN_STEPS = {1, 0, -1, 0, 1, -1, -1, 1};

    private static final int[] ROW_STEPS = {0, 1, 0, -1, 1, 1, -1, -1};

    private static final int SIDES = 4;

    /** The ways that may lead from one node: four to its sides, four askew. */
    static final int WAYS = COLUMN_STEPS.length;

    private final int columns;
    private final int rows;

    /** For each node the nearest one where a tank fits: itself, if it does. */
    private final int[] nearestOpen;

    /** For each node and way the node at its end, or NONE. */
    private final int[] ends;

    private Lattice(Ground ground, int reach) {
        columns = Math.max(1, ground.width() / SPACING_MM);
        rows = Math.max(1, ground.height() / SPACING_MM);
        nearestOpen = new int[columns * rows];
        ends = new int[columns * rows * WAYS];
        findNearestOpen(ground, reach);
        findWays();
    }

    /** The lattice of this ground for tanks of this radius in mm. */
    static Lattice of(Ground ground, int reach) {
        return new Lattice(ground, reach);
    }

    int size() {
        return nearestOpen.length;
    }

    /** The node from which a tank at this point sets out, or NONE when the map has none. */
    int nodeNear(int x, int y) {
        int column = Math.min(columns - 1, x / SPACING_MM);
        int row = Math.min(rows - 1, y / SPACING_MM);
        return nearestOpen[row * columns + column];
    }

    /** The node at the end of a way, or NONE; {@code way} is 0 to below {@link #WAYS}. */
    int end(int node, int way) {
        return ends[node * WAYS + way];
    }

    /** Where the node lies, mm. */
    int x(int node) {
        return node % columns * SPACING_MM + SPACING_MM / 2;
    }

    /** Where the node lies, mm. */
    int y(int node) {
        return node / columns * SPACING_MM + SPACING_MM / 2;
    }

    private void findNearestOpen(Ground ground, int reach) {
        int[] queue = new int[size()];
        int waiting = 0;
        for (int node = 0; node < size(); node++) {
            nearestOpen[node] = NONE;
            if (!ground.isBlocked(x(node), y(node), reach)) {
                nearestOpen[node] = node;
                queue[waiting] = node;
                waiting++;
            }
        }
        for (int head = 0; head < waiting; head++) {
            for (int side = 0; side < SIDES; side++) {
                int neighbour = neighbour(queue[head], side);
                if (neighbour != NONE && nearestOpen[neighbour] == NONE) {
                    nearestOpen[neighbour] = nearestOpen[queue[head]];
                    queue[waiting] = neighbour;
                    waiting++;
                }
            }
        }
    }

    /** A step askew needs room at both of the corners that it passes. */
    private void findWays() {
        for (int node = 0; node < size(); node++) {
            for (int way = 0; way < WAYS; way++) {
                int end = neighbour(node, way);
                boolean isPassable =
                        end != NONE
                                && isOpen(end)
                                && isOpen(node + COLUMN_STEPS[way])
                                && isOpen(node + ROW_STEPS[way] * columns);
                ends[node * WAYS + way] = isPassable ? end : NONE;
            }
        }
    }

    private int neighbour(int node, int way) {
        int column = node % columns + COLUMN_STEPS[way];
        int row = node / columns + ROW_STEPS[way];
        boolean isOnMap = column >= 0 && column < columns && row >= 0 && row < rows;
        return isOnMap ? row * columns + column : NONE;
    }

    private boolean isOpen(int node) {
        return nearestOpen[node] == node;
    }
}
