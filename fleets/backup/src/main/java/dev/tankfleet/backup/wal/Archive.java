package dev.tankfleet.backup.wal;

import dev.tankfleet.backup.seal.Opener;
import dev.tankfleet.backup.seal.Trust;
import dev.tankfleet.backup.store.Store;

import java.io.IOException;

/**
 * What a store has of the logs of all servers, and who may open it. Used by the thread of one
 * command.
 *
 * @param store where
 * @param reader who believes it
 * @param opener who opens it
 */
public record Archive(Store store, PieceReader reader, Opener opener) {
    /** Of a store, as those who are trusted left it. */
    public static Archive of(Store store, Trust trust, Opener opener) {
        return new Archive(store, PieceReader.of(store, trust), opener);
    }

    /**
     * How far the log leads.
     *
     * @param position in the chain, such as the end of a copy
     * @throws IOException when the store is away or refuses
     */
    public Reach reach(String source, WalChain chain, long position) throws IOException {
        return Reach.from(position, Pieces.of(Pieces.of(store, source), source, chain));
    }
}
