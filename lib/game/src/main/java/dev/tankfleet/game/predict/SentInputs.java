package dev.tankfleet.game.predict;

/**
 * What was asked for in the last {@link #STEPS_MAX} steps of the client; owned by its thread. A
 * step that is older gives its place to a new one.
 */
final class SentInputs {

    /** Steps that are remembered: two seconds. A power of two. */
    static final int STEPS_MAX = 64;

    private static final int MASK = STEPS_MAX - 1;

    // Owned by the client's thread. Column [step & MASK].
    private final int[] step = new int[STEPS_MAX];
    private final int[] throttle = new int[STEPS_MAX];
    private final int[] turn = new int[STEPS_MAX];
    private final int[] aim = new int[STEPS_MAX];

    void clear() {
        for (int i = 0; i < STEPS_MAX; i++) {
            step[i] = 0;
        }
    }

    void put(int newStep, int newThrottle, int newTurn, int newAim) {
        int i = newStep & MASK;
        step[i] = newStep;
        throttle[i] = newThrottle;
        turn[i] = newTurn;
        aim[i] = newAim;
    }

    /** Whether this step is remembered; steps begin at 1. */
    boolean has(int wanted) {
        return wanted > 0 && step[wanted & MASK] == wanted;
    }

    int throttle(int wanted) {
        return throttle[wanted & MASK];
    }

    int turn(int wanted) {
        return turn[wanted & MASK];
    }

    int aim(int wanted) {
        return aim[wanted & MASK];
    }
}
