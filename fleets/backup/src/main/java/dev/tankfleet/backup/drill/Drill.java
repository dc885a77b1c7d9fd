package dev.tankfleet.backup.drill;

import dev.tankfleet.backup.copy.Manifest;

import java.io.IOException;
import java.nio.file.Path;

/** Restores copies of one kind into a server that is thrown away. Used by one command's thread. */
@FunctionalInterface
public interface Drill {
    /**
     * Starts a server on a copy and compares what it holds.
     *
     * @param manifest of the copy
     * @param files folder with its files, opened; the server may work in it
     * @throws IOException when it does not start, or answers wrongly; the drill has failed then
     */
    Drilled run(Manifest manifest, Path files) throws IOException;
}
