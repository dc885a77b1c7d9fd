package dev.tankfleet.game.world;

import java.util.ArrayList;
import java.util.List;

/**
 * All columns of a world in the order in which they were made; owned by the match's thread.
 *
 * <p>Whoever needs a place for state asks for a column here, so that hash, save and restore cannot
 * forget one.
 */
final class State {

    // Owned by the match's thread.
    private final List<int[]> columns = new ArrayList<>();
    private int ints;

    /** A new column of zeros that belongs to the state from now on. */
    int[] column(int length) {
        int[] column = new int[length];
        columns.add(column);
        ints += length;
        return column;
    }

    /** The number of ints in all columns. */
    int ints() {
        return ints;
    }

    /**
     * A hash over every int.
     *
     * <p>Each round maps hashes one to one for a given value, and values one to one for a given
     * hash: to change one value alone always changes the result.
     */
    int hash() {
        int hash = ints;
        for (int i = 0; i < columns.size(); i++) {
            for (int value : columns.get(i)) {
                int mixed = (hash ^ value) * 0x9E37_79B1;
                hash = mixed ^ (mixed >>> 15);
            }
        }
        return hash;
    }

    /** Copies all columns into {@code into}, from {@code offset} on. */
    void save(int[] into, int offset) {
        int at = offset;
        for (int i = 0; i < columns.size(); i++) {
            int[] column = columns.get(i);
            System.arraycopy(column, 0, into, at, column.length);
            at += column.length;
        }
    }

    /** Fills all columns from what {@link #save} wrote. */
    void restore(int[] from, int offset) {
        int at = offset;
        for (int i = 0; i < columns.size(); i++) {
            int[] column = columns.get(i);
            System.arraycopy(from, at, column, 0, column.length);
            at += column.length;
        }
    }
}
