package dev.tankfleet.backup.wal;

import dev.tankfleet.backup.store.Store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds pieces in a store. Stateless, any thread. */
public final class Pieces {
    private Pieces() {}

    /**
     * All pieces of all servers, in the order of their names.
     *
     * @throws IOException when the store is away or refuses
     */
    public static List<PieceName> all(Store store) throws IOException {
        return below(store, PieceName.FOLDER + "/");
    }

    /**
     * All pieces of a server, whichever its histories.
     *
     * @throws IOException when the store is away or refuses
     */
    public static List<PieceName> of(Store store, String source) throws IOException {
        return below(store, PieceName.FOLDER + "/" + source + "/");
    }

    /** Those of one history. */
    public static List<PieceName> of(List<PieceName> pieces, String source, WalChain chain) {
        return pieces.stream()
                .filter(piece -> piece.source().equals(source) && piece.chain().equals(chain))
                .toList();
    }

    private static List<PieceName> below(Store store, String prefix) throws IOException {
        var found = new ArrayList<PieceName>();
        for (var object : store.list(prefix)) {
            PieceName.parse(object.name()).ifPresent(found::add);
        }
        return found;
    }
}
