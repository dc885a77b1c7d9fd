package dev.tankfleet.agones.emulator.node;

import java.util.BitSet;
import java.util.OptionalInt;

/** Numbers of a range, lowest free one first. Owned by the loop. */
final class HostPorts {
    private final int first;
    private final int step;
    private final int count;
    private final BitSet taken = new BitSet();

    HostPorts(int first, int step, int count) {
        this.first = first;
        this.step = step;
        this.count = count;
    }

    /** A free number, taken from now on; empty if all are taken. */
    OptionalInt take() {
        int index = taken.nextClearBit(0);
        if (index >= count) {
            return OptionalInt.empty();
        }
        taken.set(index);
        return OptionalInt.of(first + index * step);
    }

    /** Gives a number back; one that is not of this range is none of ours. */
    void giveBack(int number) {
        int index = (number - first) / step;
        if (number >= first && index < count) {
            taken.clear(index);
        }
    }
}
