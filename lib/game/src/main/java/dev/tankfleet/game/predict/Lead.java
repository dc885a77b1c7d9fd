package dev.tankfleet.game.predict;

/**
 * How the client's steps lie against the server's ticks; owned by the client's thread.
 *
 * <p>The server applies the newest input that has arrived when a tick begins. Each state that
 * acknowledges an input for the first time therefore tells one sample: its tick less the step of
 * that input. Inputs come early and late, so the samples scatter by a tick or two; their average is
 * what to expect of the inputs on the way. It is followed slowly, and the whole number that is used
 * changes only when the average is clearly elsewhere: each change moves the tank by the way of a
 * tick.
 */
final class Lead {

    /** An average over this many samples, half a second. */
    private static final int SAMPLES = 16;

    /** Averages are kept in 1/256 of a tick. */
    private static final int FRACTION_BITS = 8;

    /** The number in use gives way when the average is farther away: three quarters of a tick. */
    private static final int TOLERANCE = 192;

    // Owned by the client's thread.
    private int samples;
    private int average;
    private int ticks;
    private int acknowledged;

    /**
     * Begins anew: after a gap in the connection the old samples tell nothing.
     *
     * @param step only steps above this one count
     */
    void clear(int step) {
        samples = 0;
        average = 0;
        ticks = 0;
        acknowledged = step;
    }

    /** Notes which step the server had heard of at a tick. */
    void onState(int tick, int acknowledgedStep) {
        if (acknowledgedStep <= acknowledged) {
            return;
        }
        acknowledged = acknowledgedStep;
        int sample = (tick - acknowledgedStep) << FRACTION_BITS;
        if (samples < SAMPLES) {
            samples++;
        }
        average += (sample - average) / samples;
        int away = average - (ticks << FRACTION_BITS);
        if (samples == 1 || away > TOLERANCE || away < -TOLERANCE) {
            ticks = (average + (1 << (FRACTION_BITS - 1))) >> FRACTION_BITS;
        }
    }

    /** Whether the server has acknowledged anything since the beginning. */
    boolean isKnown() {
        return samples > 0;
    }

    /** The newest step that the server has heard of. */
    int acknowledged() {
        return acknowledged;
    }

    /** The step whose input the server is expected to apply at this tick. */
    int stepAt(int tick) {
        return tick - ticks;
    }
}
