package dev.tankfleet.local.demo;

/**
 * What a demo player does with the hull, as a function of the number of his input: forward, turn,
 * back, turn, and hands off for the last two seconds. Immutable.
 *
 * @param inputs inputs in all, at {@value #INPUTS_PER_SECOND} a second
 * @param isIdle whether the player keeps still from the first to the last
 */
record Script(int inputs, boolean isIdle) {
    static final int INPUTS_PER_SECOND = 30;

    private static final int STILL_INPUTS = 2 * INPUTS_PER_SECOND;
    private static final int ROUND = 120;
    private static final int FORWARD_UNTIL = 50;
    private static final int LEFT_UNTIL = 65;
    private static final int BACK_UNTIL = 100;

    /** First input from which on the hull is left alone. */
    int stillFrom() {
        return isIdle ? 1 : inputs - STILL_INPUTS;
    }

    /** −1, 0 or 1. */
    int throttle(int seq) {
        if (seq >= stillFrom()) {
            return 0;
        }
        int at = seq % ROUND;
        if (at < FORWARD_UNTIL) {
            return 1;
        }
        return at >= LEFT_UNTIL && at < BACK_UNTIL ? -1 : 0;
    }

    /** −1, 0 or 1; above zero counter-clockwise. */
    int turn(int seq) {
        if (seq >= stillFrom()) {
            return 0;
        }
        int at = seq % ROUND;
        if (at >= FORWARD_UNTIL && at < LEFT_UNTIL) {
            return 1;
        }
        return at >= BACK_UNTIL ? -1 : 0;
    }
}
