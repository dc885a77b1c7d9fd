package dev.tankfleet.backup.wal;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a chain leads from a position without a gap.
 *
 * @param pieces those on the way, in the order in which they are to be read
 * @param to position of the end
 * @param until everything that the server had written by then is there; {@link Instant#EPOCH} when
 *     nobody knows
 * @param gap the first piece behind a gap, null when there is none
 */
public record Reach(List<PieceName> pieces, long to, Instant until, @Nullable PieceName gap) {
    public Reach {
        pieces = List.copyOf(pieces);
    }

    /**
     * Walks along a chain. Pieces may lie over each other: an archiver that begins again reads a
     * little of what it has stored.
     *
     * @param chain all pieces of it, in the order of their names
     */
    public static Reach from(long position, List<PieceName> chain) {
        var taken = new ArrayList<PieceName>();
        long to = position;
        var until = Instant.EPOCH;
        for (var piece : chain) {
            if (piece.from() > to) {
                return new Reach(taken, to, until, piece);
            }
            if (piece.to() >= to) {
                taken.add(piece);
                to = piece.to();
                until = piece.until().isAfter(until) ? piece.until() : until;
            }
        }
        return new Reach(taken, to, until, null);
    }

    /** Whether there is anything to read. */
    public boolean hasPieces() {
        return !pieces.isEmpty();
    }

    /**
     * As far as it takes to come to a time: up to the first piece that was stored so much later.
     *
     * @param slack transactions are not written in the order of their times
     */
    public Reach upTo(Instant time, Duration slack) {
        var taken = new ArrayList<PieceName>();
        for (var piece : pieces) {
            taken.add(piece);
            if (piece.until().isAfter(time.plus(slack))) {
                break;
            }
        }
        return taken.size() == pieces.size()
                ? this
                : new Reach(taken, taken.getLast().to(), taken.getLast().until(), null);
    }
}
