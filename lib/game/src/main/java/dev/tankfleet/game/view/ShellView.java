package dev.tankfleet.game.view;

import dev.tankfleet.game.rules.ShellKind;
import dev.tankfleet.game.world.Shells;

/**
 * The shells as everybody sees them, by slot; reads the world of the match's thread, holds nothing.
 */
public final class ShellView {

    private final Shells shells;

    ShellView(Shells shells) {
        this.shells = shells;
    }

    /** Number of slots; most of them are free most of the time. */
    public int slots() {
        return shells.slots();
    }

    /** Whether a shell flies in this slot. */
    public boolean isFlying(int slot) {
        return shells.isFlying(slot);
    }

    /** Rises with each shot of the match. */
    public int id(int slot) {
        return shells.id[slot];
    }

    /** The id of the tank that fired. */
    public int owner(int slot) {
        return shells.owner[slot];
    }

    /** Which kind it is. */
    public ShellKind kind(int slot) {
        return ShellKind.of(shells.kind[slot]);
    }

    /** mm from the map's left edge. */
    public int x(int slot) {
        return shells.x[slot];
    }

    /** mm from the map's lower edge. */
    public int y(int slot) {
        return shells.y[slot];
    }

    /** Where it flies, 0 to 65,535. */
    public int angle(int slot) {
        return shells.angle[slot];
    }
}
