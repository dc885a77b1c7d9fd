package dev.tankfleet.backup.seal;

import java.io.IOException;
import java.nio.file.Path;

/** Opens what was sealed for its holder. Any thread. */
public interface Opener {
    /**
     * Writes what is inside.
     *
     * @throws IOException when a file cannot be read or written, when it was sealed for others, or
     *     when a bit of it is not as it was; what has been written then is not to be used
     */
    void open(Path sealed, Path plain) throws IOException;
}
