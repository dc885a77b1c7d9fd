package dev.tankfleet.backup.archiver;

import dev.tankfleet.backup.store.Store;
import dev.tankfleet.backup.store.StoredObject;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** A store with the rights of an archiver, which puts pieces there and does nothing else. */
abstract class PiecesOnly implements Store {
    @Override
    public final void put(String name, Path file) {
        throw new IllegalStateException("pieces come from memory");
    }

    @Override
    public final void get(String name, OutputStream to) {
        throw new IllegalStateException("the archiver may not read");
    }

    @Override
    public final List<StoredObject> list(String prefix) {
        throw new IllegalStateException("the archiver may not list");
    }

    @Override
    public final void delete(String name) {
        throw new IllegalStateException("the archiver may not delete");
    }
}
