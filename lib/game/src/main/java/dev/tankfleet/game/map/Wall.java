package dev.tankfleet.game.map;

/**
 * A solid rectangle, in mm from the map's lower left corner.
 *
 * @param x left edge
 * @param y lower edge
 * @param width along x, at least {@link #THICKNESS_MIN_MM}
 * @param height along y, at least {@link #THICKNESS_MIN_MM}
 */
public record Wall(int x, int y, int width, int height) {

    /** Thin walls would let a fast shell through between two of its steps. */
    public static final int THICKNESS_MIN_MM = 500;

    public Wall {
        if (width < THICKNESS_MIN_MM || height < THICKNESS_MIN_MM) {
            throw new IllegalArgumentException(
                    "wall: " + width + " x " + height + " mm (expected: >= 500 x 500)");
        }
    }
}
