package dev.tankfleet.game.world;

/**
 * What happened in the last step, for those who watch; owned by the match's thread.
 *
 * <p>No state: the next step does not depend on it, and a restored world has none.
 */
public final class Events {

    /** A tank fired: {@code by}. */
    public static final int FIRE = 1;

    /** A shell of {@code by} took hit points of {@code to}. */
    public static final int HIT = 2;

    /** The hit before it was the last one of {@code to}. */
    public static final int KILL = 3;

    /** A tank came onto the ground: {@code by}. */
    public static final int SPAWN = 4;

    private final int[] type;
    private final int[] by;
    private final int[] to;
    private int count;

    /** Room for all that one step can do: each seat spawns and fires, each shell hits and kills. */
    Events(int seats, int shellSlots) {
        int room = 2 * seats + 2 * shellSlots;
        type = new int[room];
        by = new int[room];
        to = new int[room];
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** {@link #FIRE}, {@link #HIT}, {@link #KILL} or {@link #SPAWN}. */
    public int type(int index) {
        return type[index];
    }

    /** The id of the tank that did it. */
    public int by(int index) {
        return by[index];
    }

    /** The id of the tank it was done to, or 0. */
    public int to(int index) {
        return to[index];
    }

    /** Notes one more. */
    public void add(int newType, int newBy, int newTo) {
        type[count] = newType;
        by[count] = newBy;
        to[count] = newTo;
        count++;
    }

    void clear() {
        count = 0;
    }
}
