package dev.tankfleet.backup.copy;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/**
 * Cuts what a sealer writes into parts that a store takes at once. A part is handed on when it is
 * full and more comes, or at the end: so only one lies on the disk. Owned by one thread.
 */
final class PartsOutput extends OutputStream {
    /** Three digits. */
    static final int PARTS_MAX = 999;

    private final Path file;
    private final long partMaxBytes;
    private final Taker taker;
    private final MessageDigest digest = Sha256.digest();

    // Owned by the thread that writes.
    private @Nullable OutputStream output;
    private int number;
    private long written;
    private boolean isClosed;

    PartsOutput(Path file, long partMaxBytes, Taker taker) {
        this.file = file;
        this.partMaxBytes = partMaxBytes;
        this.taker = taker;
    }

    /** Who stores a part. */
    @FunctionalInterface
    interface Taker {
        /** Takes it; the file is deleted afterwards. */
        void accept(Path file, Part part) throws IOException;
    }

    /**
     * A part.
     *
     * @param number from 1
     * @param sizeBytes its size
     * @param sha256 of all of it
     */
    record Part(int number, long sizeBytes, String sha256) {
        /** What its name has behind that of the file; nothing for the first, often the only one. */
        String end() {
            return endOf(number);
        }
    }

    static String endOf(int number) {
        return number == 1 ? "" : ".%03d".formatted(number);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            var part = part();
            int now = (int) Math.min(left, partMaxBytes - written);
            part.write(bytes, from, now);
            written += now;
            from += now;
            left -= now;
        }
    }

    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        end();
    }

    /** The one that has room. */
    private OutputStream part() throws IOException {
        var part = output;
        if (part == null || written == partMaxBytes) {
            end();
            part = begin();
            output = part;
        }
        return part;
    }

    private OutputStream begin() throws IOException {
        number++;
        if (number > PARTS_MAX) {
            throw new IOException(
                    "%s: more than %d bytes"
                            .formatted(file.getFileName(), PARTS_MAX * partMaxBytes));
        }
        written = 0;
        return new DigestOutputStream(Files.newOutputStream(file), digest);
    }

    private void end() throws IOException {
        var part = output;
        if (part == null) {
            return;
        }
        output = null;
        part.close();
        try {
            taker.accept(file, new Part(number, written, Sha256.hex(digest)));
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
