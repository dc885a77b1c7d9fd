package dev.tankfleet.game.angle;

/**
 * Makes the sine of a quarter turn by integer arithmetic, so that every machine holds the same
 * table.
 *
 * <p>It runs once, when {@link Angle} is loaded; it is the only place of the game that computes in
 * {@code long}.
 */
final class SineTable {

    /** π/2 as a fixed-point number with 30 bits behind the point. */
    private static final long HALF_PI = 1_686_629_713L;

    private static final int BITS = 30;

    private SineTable() {}

    /**
     * Sines of 0, 1/intervals, 2/intervals ... 1 of a quarter turn.
     *
     * @param intervals number of intervals in the quarter, at least 1
     * @param oneBits the table holds {@code sine * 2^oneBits}, 1 to 29
     * @return intervals + 2 values; the last repeats the one before it, so that a reader may always
     *     look one ahead
     */
    static int[] quarter(int intervals, int oneBits) {
        int[] table = new int[intervals + 2];
        for (int i = 0; i <= intervals; i++) {
            table[i] = sine(HALF_PI * i / intervals, oneBits);
        }
        table[intervals + 1] = table[intervals];
        return table;
    }

    /** The Taylor series x - x³/3! + x⁵/5! ..., until its terms are too small to count. */
    private static int sine(long x, int oneBits) {
        long square = (x * x) >> BITS;
        long term = x;
        long sum = 0;
        for (int n = 1; term != 0; n += 2) {
            sum += term;
            term = -((term * square) >> BITS) / ((n + 1L) * (n + 2L));
        }
        int dropped = BITS - oneBits;
        return (int) ((sum + (1L << (dropped - 1))) >> dropped);
    }
}
