package dev.tankfleet.game.world;

/**
 * What happened in the last step, for those who watch; owned by the match's thread.
 *
 * <p>No state: the next step does not depend on it, and a restored world has none.
 */
public final class Events {

    /** A tank fired: {@code by}. */
    public static final int FIRE = 1;

    /** A shell of {@code by} struck {@code to} and took hit points. */
    public static final int HIT = 2;

    /** The hit or splash before it was the last one of {@code to}. */
    public static final int KILL = 3;

    /** A tank came onto the ground: {@code by}. */
    public static final int SPAWN = 4;

    /** A shell of {@code by} burst at {@code x}, {@code y}. */
    public static final int BURST = 5;

    /** A shell of {@code by} burst near {@code to}, which may be the same, and took hit points. */
    public static final int SPLASH = 6;

    /** A tank got out of the match: {@code by}. */
    public static final int ESCAPE = 7;

    /** Splashes of one step that are told; those beyond it do their damage untold. */
    public static final int SPLASHES_MAX = 64;

    private final int[] type;
    private final int[] by;
    private final int[] to;
    private final int[] x;
    private final int[] y;
    private int count;
    private int splashes;

    /**
     * Room for all that one step can do: each seat spawns, fires, dies and escapes, each shell hits
     * and bursts.
     */
    Events(int seats, int shellSlots) {
        int room = 4 * seats + 2 * shellSlots + SPLASHES_MAX;
        type = new int[room];
        by = new int[room];
        to = new int[room];
        x = new int[room];
        y = new int[room];
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** The most that one step can make. */
    public int countMax() {
        return type.length;
    }

    /** One of the kinds above. */
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

    /** Where a shell burst, mm; else 0. */
    public int x(int index) {
        return x[index];
    }

    /** Where a shell burst, mm; else 0. */
    public int y(int index) {
        return y[index];
    }

    /** Notes one more. */
    public void add(int newType, int newBy, int newTo) {
        if (newType == SPLASH) {
            if (splashes == SPLASHES_MAX) {
                return;
            }
            splashes++;
        }
        addAt(newType, newBy, newTo, 0, 0);
    }

    /** Notes a burst. */
    public void addBurst(int newBy, int atX, int atY) {
        addAt(BURST, newBy, 0, atX, atY);
    }

    void clear() {
        count = 0;
        splashes = 0;
    }

    private void addAt(int newType, int newBy, int newTo, int atX, int atY) {
        type[count] = newType;
        by[count] = newBy;
        to[count] = newTo;
        x[count] = atX;
        y[count] = atY;
        count++;
    }
}
