package dev.tankfleet.game.angle;

/**
 * Arithmetic on angles in 1/65,536 of a turn.
 *
 * <p>An angle that a method returns lies in 0 to 65,535; an angle that a method takes may be any
 * int.
 */
public final class Angle {

    /** One full turn. */
    public static final int TURN = 1 << 16;

    /** Half a turn. */
    public static final int HALF = TURN / 2;

    /** A quarter of a turn. */
    public static final int QUARTER = TURN / 4;

    /** {@link #sin} and {@link #cos} return 1.0 as {@code 1 << ONE_BITS}. */
    public static final int ONE_BITS = 14;

    /** The longest distance in mm that fits with a sine into an int: 131 m. */
    public static final int DISTANCE_MAX_MM = Integer.MAX_VALUE >> ONE_BITS;

    /** The table has one value for each 16 units; what lies between is interpolated. */
    private static final int STEP_BITS = 4;

    private static final int STEP = 1 << STEP_BITS;

    private static final int[] SINE = SineTable.quarter(QUARTER / STEP, ONE_BITS);

    /** The angles whose tangent is 1, 1/2, 1/4 ..., in 1/256 of our units. */
    private static final int[] ARC_TANGENT = {
        2_097_152, 1_238_021, 654_136, 332_050, 166_669, 83_416, 41_718, 20_860, 10_430, 5_215,
        2_608, 1_304, 652, 326, 163, 81, 41, 20
    };

    private static final int ARC_BITS = 8;

    /**
     * Vectors are stretched until their highest bit is this one: the rotations add less than two.
     */
    private static final int STRETCH_BIT = 28;

    private Angle() {}

    /** Sine of the angle, -16,384 to 16,384. */
    public static int sin(int angle) {
        int within = angle & (QUARTER - 1);
        return switch (wrap(angle) / QUARTER) {
            case 0 -> rising(within);
            case 1 -> rising(QUARTER - within);
            case 2 -> -rising(within);
            default -> -rising(QUARTER - within);
        };
    }

    /** Cosine of the angle, -16,384 to 16,384. */
    public static int cos(int angle) {
        return sin(angle + QUARTER);
    }

    /** Brings any int into 0 to 65,535. */
    public static int wrap(int angle) {
        return angle & (TURN - 1);
    }

    /**
     * The shorter way from one angle to another, -32,768 to 32,767; positive is counter-clockwise.
     */
    public static int difference(int from, int to) {
        return (short) (to - from);
    }

    /** Turns {@code from} towards {@code to} by at most {@code turnMax}, the shorter way. */
    public static int approach(int from, int to, int turnMax) {
        int way = difference(from, to);
        return wrap(from + Math.max(-turnMax, Math.min(turnMax, way)));
    }

    /**
     * The direction of a vector, found by rotating it step by step onto the x axis.
     *
     * @param dx below 2^28 in size
     * @param dy below 2^28 in size
     * @return its angle, within 1 unit; 0 for the empty vector
     */
    public static int of(int dx, int dy) {
        if (dx == 0 && dy == 0) {
            return 0;
        }
        int behind = dx < 0 ? HALF : 0;
        int highestBit =
                Integer.SIZE - 1 - Integer.numberOfLeadingZeros(Math.abs(dx) | Math.abs(dy));
        int stretch = STRETCH_BIT - highestBit;
        int x = Math.abs(dx) << stretch;
        int y = (dx < 0 ? -dy : dy) << stretch;
        int turned = 0;
        for (int i = 0; i < ARC_TANGENT.length; i++) {
            int xPart = x >> i;
            int yPart = y >> i;
            if (y > 0) {
                x += yPart;
                y -= xPart;
                turned += ARC_TANGENT[i];
            } else {
                x -= yPart;
                y += xPart;
                turned -= ARC_TANGENT[i];
            }
        }
        return wrap(behind + ((turned + (1 << (ARC_BITS - 1))) >> ARC_BITS));
    }

    /**
     * The length of a vector: its shadow on its own direction, so that no root is needed.
     *
     * @param dx mm; the vector is at most {@link #DISTANCE_MAX_MM} long
     * @param dy mm
     * @return mm, within 1 in 4,000
     */
    public static int distance(int dx, int dy) {
        return along(of(dx, dy), dx, dy);
    }

    /** How far a vector (in mm, at most {@link #DISTANCE_MAX_MM} long) leads in a direction. */
    public static int along(int angle, int dx, int dy) {
        return (dx * cos(angle) + dy * sin(angle)) >> ONE_BITS;
    }

    private static int rising(int angle) {
        int i = angle >> STEP_BITS;
        int past = angle & (STEP - 1);
        return SINE[i] + (((SINE[i + 1] - SINE[i]) * past + STEP / 2) >> STEP_BITS);
    }
}
