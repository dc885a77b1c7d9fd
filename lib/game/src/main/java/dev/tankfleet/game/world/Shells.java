package dev.tankfleet.game.world;

/** The shells in the air: column [slot]; owned by the match's thread. A free slot is all zeros. */
public final class Shells {

    /** 0 while the slot is free; else rises with each shot of the match. */
    public final int[] id;

    /** Which kind it is: a number of a kind. */
    public final int[] kind;

    /** The id of the tank that fired. */
    public final int[] owner;

    /** The team of the tank that fired. */
    public final int[] team;

    /** mm. */
    public final int[] x;

    /** mm. */
    public final int[] y;

    /** Way along x, mm per tick. */
    public final int[] xSpeed;

    /** Way along y, mm per tick. */
    public final int[] ySpeed;

    /** Where it flies, 1/65,536 of a turn. */
    public final int[] angle;

    /** Ticks of flight that are left. */
    public final int[] flight;

    Shells(State state, int slots) {
        id = state.column(slots);
        kind = state.column(slots);
        owner = state.column(slots);
        team = state.column(slots);
        x = state.column(slots);
        y = state.column(slots);
        xSpeed = state.column(slots);
        ySpeed = state.column(slots);
        angle = state.column(slots);
        flight = state.column(slots);
    }

    /** The number of slots, free ones included. */
    public int slots() {
        return id.length;
    }

    /** Whether a shell flies in this slot. */
    public boolean isFlying(int slot) {
        return id[slot] != 0;
    }

    /** The first free slot, or -1. */
    public int freeSlot() {
        for (int slot = 0; slot < id.length; slot++) {
            if (id[slot] == 0) {
                return slot;
            }
        }
        return -1;
    }

    /** Ends the flight in this slot. */
    public void clear(int slot) {
        id[slot] = 0;
        kind[slot] = 0;
        owner[slot] = 0;
        team[slot] = 0;
        x[slot] = 0;
        y[slot] = 0;
        xSpeed[slot] = 0;
        ySpeed[slot] = 0;
        angle[slot] = 0;
        flight[slot] = 0;
    }
}
