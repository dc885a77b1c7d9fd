package dev.tankfleet.backup.rotation;

import dev.tankfleet.backup.copy.Copies;
import dev.tankfleet.backup.copy.CopyReader;
import dev.tankfleet.backup.copy.Found;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.postgres.PostgresFacts;
import dev.tankfleet.backup.store.Store;
import dev.tankfleet.backup.wal.PieceName;
import dev.tankfleet.backup.wal.Pieces;
import dev.tankfleet.backup.wal.WalChain;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes away what no copy of PostgreSQL needs any more: the log before the oldest that stays, and
 * signs of life that a later one has outlived. While no copy can be read, everything stays. Owned
 * by the thread of one command.
 */
public final class WalSweep {
    private final Store store;
    private final CopyReader reader;

    private WalSweep(Store store, CopyReader reader) {
        this.store = store;
        this.reader = reader;
    }

    /** A sweep of a store. */
    public static WalSweep of(Store store, CopyReader reader) {
        return new WalSweep(store, reader);
    }

    /**
     * What would happen to the log of a server.
     *
     * @param doomed copies that go, or went: they need nothing
     * @throws IOException when the store is away or refuses, or a copy that stays cannot be read:
     *     nobody knows then what it needs
     */
    public List<PieceName> plan(String source, List<Found> doomed) throws IOException {
        var needed = new HashMap<WalChain, Long>();
        var oldest = Instant.MAX;
        for (var found : Copies.of(store, Kind.POSTGRES, source)) {
            if (!found.isComplete()
                    || doomed.stream().anyMatch(gone -> gone.name().equals(found.name()))) {
                continue;
            }
            var facts = PostgresFacts.of(reader.manifest(found.name()));
            needed.merge(facts.chain(), facts.end(), Math::min);
            var at = found.name().at();
            oldest = at.isBefore(oldest) ? at : oldest;
        }
        return needed.isEmpty() ? List.of() : doomed(source, needed, oldest);
    }

    /**
     * Takes away what a plan gives up.
     *
     * @throws IOException when the store is away or refuses; the rest goes next time
     */
    public void carryOut(List<PieceName> plan) throws IOException {
        for (var piece : plan) {
            store.delete(piece.path());
        }
    }

    private List<PieceName> doomed(String source, Map<WalChain, Long> needed, Instant oldest)
            throws IOException {
        var doomed = new ArrayList<PieceName>();
        var pieces = Pieces.of(store, source);
        for (int i = 0; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            var from = needed.get(piece.chain());
            boolean isNeeded = from == null ? !piece.until().isBefore(oldest) : piece.to() >= from;
            if (!isNeeded || isOutlived(piece, pieces.subList(i + 1, pieces.size()))) {
                doomed.add(piece);
            }
        }
        return doomed;
    }

    /** It has no byte, and the next says the same of a later time. */
    private static boolean isOutlived(PieceName piece, List<PieceName> later) {
        if (piece.sizeBytes() > 0 || piece.isFirst() || later.isEmpty()) {
            return false;
        }
        var next = later.getFirst();
        return next.chain().equals(piece.chain())
                && next.from() == piece.from()
                && next.until().isAfter(piece.until());
    }
}
