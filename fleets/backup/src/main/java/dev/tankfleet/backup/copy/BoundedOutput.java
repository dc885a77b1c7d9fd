package dev.tankfleet.backup.copy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes on as many bytes as are expected, and fails at the next. Owned by one thread. */
public final class BoundedOutput extends FilterOutputStream {
    private final long max;
    private final String name;

    // Owned by the thread that writes.
    private long written;

    /** Passes on to an output. */
    public BoundedOutput(OutputStream out, long max, String name) {
        super(out);
        this.max = max;
        this.name = name;
    }

    /** How many bytes that were. */
    public long written() {
        return written;
    }

    @Override
    public void write(int b) throws IOException {
        count(1);
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        count(length);
        out.write(bytes, offset, length);
    }

    private void count(int length) throws DamagedCopy {
        written += length;
        if (written > max) {
            throw new DamagedCopy(name + " has more than " + max + " bytes");
        }
    }
}
