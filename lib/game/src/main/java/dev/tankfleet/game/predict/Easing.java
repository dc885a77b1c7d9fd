package dev.tankfleet.game.predict;

import dev.tankfleet.game.angle.Angle;

/**
 * The way from where the tank was shown to where it is, gone in {@link #STEPS} steps; owned by the
 * client's thread.
 */
final class Easing {

    /** Steps after which nothing of a correction is left: 200 ms. */
    static final int STEPS = 6;

    /** Rounding alone moves a tank by as much, in mm and in 1/65,536 of a turn. */
    private static final int UNSEEN = 2;

    /** The share of a whole step. */
    static final int WHOLE = 1 << 10;

    // Owned by the client's thread: what is still added to the true place.
    private int x;
    private int y;
    private int hull;
    private int stepsLeft;

    void clear() {
        x = 0;
        y = 0;
        hull = 0;
        stepsLeft = 0;
    }

    /**
     * The tank was put elsewhere: from here on the old place is left step by step. What nobody can
     * see is not worth a way.
     */
    void add(int dx, int dy, int turned) {
        int turn = Angle.difference(0, turned);
        if (Math.abs(dx) > UNSEEN || Math.abs(dy) > UNSEEN || Math.abs(turn) > UNSEEN) {
            x += dx;
            y += dy;
            hull += turn;
            stepsLeft = STEPS;
        }
    }

    void step() {
        x = rest(x, WHOLE);
        y = rest(y, WHOLE);
        hull = rest(hull, WHOLE);
        stepsLeft = Math.max(0, stepsLeft - 1);
    }

    /** Added to x after this share of the next step, 0 to {@link #WHOLE}. */
    int x(int share) {
        return rest(x, share);
    }

    int y(int share) {
        return rest(y, share);
    }

    int hull(int share) {
        return rest(hull, share);
    }

    private int rest(int whole, int share) {
        return stepsLeft == 0 ? 0 : whole - whole * share / (stepsLeft * WHOLE);
    }
}
