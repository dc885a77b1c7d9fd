package dev.tankfleet.backup.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Closes what it is given so that only the recipients can read it. Any thread. */
public interface Sealer {
    /**
     * Writes the sealed form, to its end, and closes it.
     *
     * @throws IOException when one cannot be read or the other not be written
     */
    void seal(InputStream plain, OutputStream sealed) throws IOException;
}
