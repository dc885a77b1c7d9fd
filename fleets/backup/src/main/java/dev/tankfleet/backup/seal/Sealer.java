package dev.tankfleet.backup.seal;

import java.io.IOException;
import java.nio.file.Path;

/** Closes files so that only their recipients can read them. Any thread. */
public interface Sealer {
    /**
     * Writes the sealed form of a file.
     *
     * @throws IOException when a file cannot be read or written
     */
    void seal(Path plain, Path sealed) throws IOException;
}
