package dev.tankfleet.backup.copy;

import dev.tankfleet.backup.seal.Opener;
import dev.tankfleet.backup.seal.Signer;
import dev.tankfleet.backup.seal.SigningPair;
import dev.tankfleet.backup.seal.Trust;
import dev.tankfleet.backup.seal.age.AgeOpener;
import dev.tankfleet.backup.seal.age.AgePair;
import dev.tankfleet.backup.seal.age.AgeSealer;
import dev.tankfleet.backup.store.Store;
import dev.tankfleet.backup.store.memory.MemoryStore;
import dev.tankfleet.backup.wal.Archive;

import java.util.List;

/**
 * A place for copies with keys of its own.
 *
 * @param store where
 * @param reader of what lies there
 * @param writer how to write
 * @param opener who may read
 * @param archive of logs that lie there
 */
public record TestPlace(
        Store store, CopyReader reader, CopyWriter.Place writer, Opener opener, Archive archive) {
    public static TestPlace in(Store store) {
        var reading = AgePair.generate();
        var signing = SigningPair.generate();
        var trust = Trust.in(List.of(signing.trusted()));
        var opener = AgeOpener.of(reading.identity());
        return new TestPlace(
                store,
                CopyReader.of(store, trust),
                new CopyWriter.Place(
                        store,
                        AgeSealer.forAll(List.of(reading.recipient())),
                        Signer.of(signing.key())),
                opener,
                Archive.of(store, trust, opener));
    }

    public static TestPlace inMemory() {
        return in(new MemoryStore());
    }
}
