package dev.tankfleet.game.world;

/** What each bot remembers from tick to tick: column [seat]; owned by the match's thread. */
public final class BotMemory {

    /** Its own chain of random numbers. */
    public final int[] random;

    /** The tank it is after, by id; 0 for none. */
    public final int[] target;

    /** Where the target was a tick ago, mm. */
    public final int[] targetX;

    /** Where the target was a tick ago, mm. */
    public final int[] targetY;

    /** For how many ticks the target has been in sight. */
    public final int[] sight;

    /** Ticks until it thinks again. */
    public final int[] pause;

    /** Where it drives to when it does not fight, mm. */
    public final int[] goalX;

    /** Where it drives to when it does not fight, mm. */
    public final int[] goalY;

    /** How far off it aims, 1/65,536 of a turn. */
    public final int[] aimError;

    /** 1 or -1: which way it circles around its target. */
    public final int[] circling;

    /** Where it was itself a tick ago, mm. */
    public final int[] ownX;

    /** Where it was itself a tick ago, mm. */
    public final int[] ownY;

    /** For how many ticks it has wanted to move and could not. */
    public final int[] stuck;

    /** Ticks for which it still drives away from what it was stuck at; below zero backwards. */
    public final int[] escape;

    private final int[][] columns;

    BotMemory(State state, int seats) {
        random = state.column(seats);
        target = state.column(seats);
        targetX = state.column(seats);
        targetY = state.column(seats);
        sight = state.column(seats);
        pause = state.column(seats);
        goalX = state.column(seats);
        goalY = state.column(seats);
        aimError = state.column(seats);
        circling = state.column(seats);
        ownX = state.column(seats);
        ownY = state.column(seats);
        stuck = state.column(seats);
        escape = state.column(seats);
        columns =
                new int[][] {
                    target, targetX, targetY, sight, pause, goalX, goalY, aimError, circling, ownX,
                    ownY, stuck, escape
                };
    }

    /** Forgets everything but its random numbers. */
    public void forget(int seat) {
        for (int[] column : columns) {
            column[seat] = 0;
        }
    }

    /**
     * The next random number of this bot, 0 to below {@code bound}; {@code bound} is at most
     * 65,536.
     */
    public int random(int seat, int bound) {
        random[seat] = Random.next(random[seat]);
        return Random.below(random[seat], bound);
    }

    void clear(int seat) {
        forget(seat);
        random[seat] = 0;
    }
}
