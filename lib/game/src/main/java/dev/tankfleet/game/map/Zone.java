package dev.tankfleet.game.map;

/**
 * A part of the ground that means something, in mm from the map's lower left corner. It blocks
 * nothing.
 *
 * @param kind what it means
 * @param x left edge
 * @param y lower edge
 * @param width along x, above 0
 * @param height along y, above 0
 */
public record Zone(Kind kind, int x, int y, int width, int height) {

    /** What a zone means. */
    public enum Kind {
        /** What a heist is about. */
        VAULT("vault"),
        /** Where the way out is. */
        EXIT("exit");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The name that clients see. */
        public String word() {
            return word;
        }
    }

    public Zone {
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException(
                    "zone: " + width + " x " + height + " mm (expected: > 0 each)");
        }
    }

    /** Whether a point lies in it, its edges included. */
    public boolean contains(int pointX, int pointY) {
        return pointX >= x && pointX <= x + width && pointY >= y && pointY <= y + height;
    }

    /** Its middle along x. */
    public int middleX() {
        return x + width / 2;
    }

    /** Its middle along y. */
    public int middleY() {
        return y + height / 2;
    }
}
