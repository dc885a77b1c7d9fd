package dev.tankfleet.backup.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Objects under names. A name is made of parts of {@code [A-Za-z0-9._-]} with slashes between them.
 * What has a name is never written again: a copy that somebody made cannot be replaced by a later
 * one. Used by any thread.
 */
public interface Store {
    /** Longest list that a store gives; there is no use for more copies. */
    int LISTED_MAX = 1_000_000;

    /**
     * Writes an object from a file.
     *
     * @throws AlreadyStored when there is one of that name; it stays as it is
     * @throws IOException when the store is away or refuses
     */
    void put(String name, Path file) throws IOException;

    /**
     * Writes a small object.
     *
     * @throws AlreadyStored when there is one of that name; it stays as it is
     * @throws IOException when the store is away or refuses
     */
    void put(String name, byte[] content) throws IOException;

    /**
     * Reads an object to its end.
     *
     * @throws NotStored when there is none of that name
     * @throws IOException when the store is away or refuses, or the output does
     */
    void get(String name, OutputStream to) throws IOException;

    /**
     * Objects whose names begin with this text, in the order of their names.
     *
     * @throws IOException when the store is away, refuses, or has more than {@link #LISTED_MAX}
     */
    List<StoredObject> list(String prefix) throws IOException;

    /**
     * Takes an object away; one that is not there is fine.
     *
     * @throws IOException when the store is away or refuses
     */
    void delete(String name) throws IOException;
}
