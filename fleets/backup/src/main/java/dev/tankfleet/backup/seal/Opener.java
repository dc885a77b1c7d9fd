package dev.tankfleet.backup.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Opens what was sealed for its holder. Any thread. */
public interface Opener {
    /**
     * Writes what is inside.
     *
     * @throws IOException when one cannot be read or the other not be written, when it was sealed
     *     for others, or when a bit of it is not as it was; what has been written then is not to be
     *     used
     */
    void open(InputStream sealed, OutputStream plain) throws IOException;
}
