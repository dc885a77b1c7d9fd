package dev.tankfleet.game.map;

import dev.tankfleet.process.HotPath;

import java.util.List;

/**
 * A map made ready for quick questions; immutable. All lengths are in mm.
 *
 * <p>A thing on the ground is a square: its centre and half its width, the {@code reach}. To touch
 * a wall is allowed, to enter it is not.
 */
@HotPath
public final class Ground {

    /**
     * Lines are tested in units of 4 mm, so that the products of two map lengths fit into an int.
     */
    private static final int LINE_BITS = 2;

    private final int width;
    private final int height;
    private final int[] left;
    private final int[] right;
    private final int[] bottom;
    private final int[] top;

    private Ground(int width, int height, List<Wall> walls) {
        this.width = width;
        this.height = height;
        left = new int[walls.size()];
        right = new int[walls.size()];
        bottom = new int[walls.size()];
        top = new int[walls.size()];
        for (int i = 0; i < walls.size(); i++) {
            Wall wall = walls.get(i);
            left[i] = wall.x();
            right[i] = wall.x() + wall.width();
            bottom[i] = wall.y();
            top[i] = wall.y() + wall.height();
        }
    }

    /** The ground of a map. */
    public static Ground of(GameMap map) {
        return new Ground(map.width(), map.height(), map.walls());
    }

    /** Width of the map. */
    public int width() {
        return width;
    }

    /** Height of the map. */
    public int height() {
        return height;
    }

    /** Whether something here would stick in a wall or out of the map. */
    public boolean isBlocked(int x, int y, int reach) {
        if (x < reach || x > width - reach || y < reach || y > height - reach) {
            return true;
        }
        for (int i = 0; i < left.length; i++) {
            if (spansY(i, y, reach) && spansX(i, x, reach)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Where something ends that moves along x until a wall stops it.
     *
     * @param dx shorter than the thinnest wall and twice the reach together
     */
    public int slideX(int x, int y, int dx, int reach) {
        int end = Math.max(reach, Math.min(width - reach, x + dx));
        for (int i = 0; i < left.length; i++) {
            if (spansY(i, y, reach) && spansX(i, end, reach)) {
                end = dx > 0 ? left[i] - reach : right[i] + reach;
            }
        }
        return end;
    }

    /**
     * Where something ends that moves along y until a wall stops it; {@code dy} as in {@link
     * #slideX}.
     */
    public int slideY(int x, int y, int dy, int reach) {
        int end = Math.max(reach, Math.min(height - reach, y + dy));
        for (int i = 0; i < left.length; i++) {
            if (spansY(i, end, reach) && spansX(i, x, reach)) {
                end = dy > 0 ? bottom[i] - reach : top[i] + reach;
            }
        }
        return end;
    }

    /**
     * Whether a wall stands in the way of something that goes straight from one point to another.
     */
    public boolean isLineBlocked(int fromX, int fromY, int toX, int toY, int reach) {
        int x = fromX >> LINE_BITS;
        int y = fromY >> LINE_BITS;
        int dx = (toX >> LINE_BITS) - x;
        int dy = (toY >> LINE_BITS) - y;
        int lowX = Math.min(fromX, toX);
        int highX = Math.max(fromX, toX);
        int lowY = Math.min(fromY, toY);
        int highY = Math.max(fromY, toY);
        for (int i = 0; i < left.length; i++) {
            boolean isApart =
                    highX <= left[i] - reach
                            || lowX >= right[i] + reach
                            || highY <= bottom[i] - reach
                            || lowY >= top[i] + reach;
            if (!isApart && isCut(i, x, y, dx, dy, reach)) {
                return true;
            }
        }
        return false;
    }

    /** Whether corners of the wall lie on both sides of the line. */
    private boolean isCut(int i, int x, int y, int dx, int dy, int reach) {
        int west = ((left[i] - reach) >> LINE_BITS) - x;
        int east = ((right[i] + reach) >> LINE_BITS) - x;
        int south = ((bottom[i] - reach) >> LINE_BITS) - y;
        int north = ((top[i] + reach) >> LINE_BITS) - y;
        int southWest = dx * south - dy * west;
        int southEast = dx * south - dy * east;
        int northWest = dx * north - dy * west;
        int northEast = dx * north - dy * east;
        int lowest = Math.min(Math.min(southWest, southEast), Math.min(northWest, northEast));
        int highest = Math.max(Math.max(southWest, southEast), Math.max(northWest, northEast));
        return lowest <= 0 && highest >= 0;
    }

    private boolean spansY(int i, int y, int reach) {
        return y > bottom[i] - reach && y < top[i] + reach;
    }

    private boolean spansX(int i, int x, int reach) {
        return x > left[i] - reach && x < right[i] + reach;
    }
}
