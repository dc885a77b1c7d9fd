package dev.tankfleet.gameserver.input;

import dev.tankfleet.game.Simulation;
import dev.tankfleet.process.HotPath;

import java.util.Arrays;

/**
 * The latest input of each seat of the world. Owned by the match's thread.
 *
 * <p>Of inputs that come within one tick the latest counts, but a trigger that was pulled in any of
 * them fires: a click shorter than a tick is not lost.
 */
@HotPath
public final class InputSlots {
    private static final int NOTHING = -1;

    // Owned by the match's thread. Column [seat].
    private final int[] seq;
    private final int[] throttle;
    private final int[] turn;
    private final int[] aim;
    private final int[] ability;
    private final boolean[] isHeld;
    private final boolean[] wasPulled;
    private final boolean[] isFresh;

    /** Slots for seats {@code 0 … seats − 1}, all without an input. */
    public InputSlots(int seats) {
        seq = new int[seats];
        throttle = new int[seats];
        turn = new int[seats];
        aim = new int[seats];
        ability = new int[seats];
        isHeld = new boolean[seats];
        wasPulled = new boolean[seats];
        isFresh = new boolean[seats];
        Arrays.fill(seq, NOTHING);
    }

    /** Forgets what the seat's last client said; the next one numbers its inputs anew. */
    public void clear(int seat) {
        seq[seat] = NOTHING;
        isHeld[seat] = false;
        wasPulled[seat] = false;
        isFresh[seat] = false;
    }

    /** Takes an input, unless it is not newer than the last one. */
    public boolean offer(
            int seat,
            int newSeq,
            int newThrottle,
            int newTurn,
            int newAim,
            boolean isFiring,
            int newAbility) {
        if (newSeq <= seq[seat]) {
            return false;
        }
        seq[seat] = newSeq;
        throttle[seat] = newThrottle;
        turn[seat] = newTurn;
        aim[seat] = newAim;
        ability[seat] = newAbility;
        isHeld[seat] = isFiring;
        wasPulled[seat] |= isFiring;
        isFresh[seat] = true;
        return true;
    }

    /** Hands what is new to the simulation; seats with news must have a person. */
    public void apply(Simulation simulation) {
        for (int seat = 0; seat < seq.length; seat++) {
            if (isFresh[seat]) {
                simulation.input(
                        seat,
                        throttle[seat],
                        turn[seat],
                        aim[seat],
                        wasPulled[seat],
                        ability[seat]);
                // A trigger that was let go within the tick is let go with the next one.
                isFresh[seat] = wasPulled[seat] != isHeld[seat];
                wasPulled[seat] = isHeld[seat];
            }
        }
    }

    /** The number of the last input taken; 0 before the first. */
    public int lastSeq(int seat) {
        return Math.max(0, seq[seat]);
    }
}
