package dev.tankfleet.game.world;

/**
 * How far the people of a heist have come; owned by the match's thread. All zeros where there is
 * nothing to reach.
 */
public final class Objective {

    /** {@link #stage()}: the vault is to be reached. */
    public static final int REACH = 0;

    /** {@link #stage()}: the vault is to be held. */
    public static final int HOLD = 1;

    /** {@link #stage()}: the exit is to be reached. */
    public static final int ESCAPE = 2;

    private static final int STAGE = 0;
    private static final int HELD = 1;
    private static final int HELD_BEST = 2;
    private static final int LIVES = 3;
    private static final int FACTS = 4;

    private final int[] facts;

    Objective(State state) {
        facts = state.column(FACTS);
    }

    /** {@link #REACH}, {@link #HOLD} or {@link #ESCAPE}. */
    public int stage() {
        return facts[STAGE];
    }

    /** Ticks for which the vault has been held, less those that were lost since. */
    public int heldTicks() {
        return facts[HELD];
    }

    /** How often destroyed people may still return. */
    public int lives() {
        return facts[LIVES];
    }

    /** Begins another stage. */
    public void toStage(int stage) {
        facts[STAGE] = stage;
    }

    /** Notes how long the vault has been held; says whether it never was for so long before. */
    public boolean hold(int ticks) {
        facts[HELD] = ticks;
        boolean isBest = ticks > facts[HELD_BEST];
        facts[HELD_BEST] = Math.max(facts[HELD_BEST], ticks);
        return isBest;
    }

    /** One more return of a person. */
    public void spendLife() {
        facts[LIVES]--;
    }

    void begin(int lives) {
        facts[LIVES] = lives;
    }
}
