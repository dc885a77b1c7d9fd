package dev.tankfleet.backup.archiver;

import dev.tankfleet.backup.wal.Lsn;
import dev.tankfleet.backup.wal.PieceWriter;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

/**
 * What has been read and is not stored yet, and what is known of the server's end. A piece ends
 * with its segment, or when it is large enough. Owned by the archiver's thread.
 */
final class OpenPiece {
    private static final long NONE = Long.MAX_VALUE;

    private final long segmentBytes;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    // Owned by the archiver's thread.
    private int maxBytes;
    private long from;
    private long end;
    private long noteEnd = NONE;
    private Instant noteAt = Instant.EPOCH;
    private Instant signAt = Instant.EPOCH;
    private Instant until = Instant.EPOCH;
    private Instant storedUntil = Instant.EPOCH;

    /**
     * One that is empty.
     *
     * @param maxBytes of this one; those behind it may be as large as any
     */
    OpenPiece(long from, long segmentBytes, int maxBytes) {
        this.from = from;
        this.end = from;
        this.segmentBytes = segmentBytes;
        this.maxBytes = maxBytes;
    }

    long from() {
        return from;
    }

    /** Position behind the last byte. */
    long to() {
        return from + content.size();
    }

    /** The furthest end that the server has spoken of. */
    long end() {
        return end;
    }

    /** By then the server had written nothing that has not been read. */
    Instant until() {
        return until;
    }

    boolean isEmpty() {
        return content.size() == 0;
    }

    boolean isFull() {
        return to() == full();
    }

    /**
     * Takes bytes until it is full.
     *
     * @return how many it took
     */
    int add(byte[] bytes, int offset) {
        int taken = (int) Math.min(bytes.length - offset, full() - to());
        content.write(bytes, offset, taken);
        return taken;
    }

    /**
     * Notes where the server's end was when it sent something of the log. One such note waits until
     * everything before it has been read, and only then the next is taken: so a server that is far
     * ahead is not believed to be stored.
     */
    void note(long serverEnd, Instant at) {
        end = Math.max(end, serverEnd);
        signAt = Instant.EPOCH;
        if (noteEnd == NONE) {
            noteEnd = end;
            noteAt = at;
        }
        if (to() >= noteEnd) {
            until = noteAt.isAfter(until) ? noteAt : until;
            noteEnd = NONE;
        }
    }

    /** Notes a sign of life. It tells how far the server has sent, not how far it has written. */
    void sign(long sent, Instant at) {
        end = Math.max(end, sent);
        signAt = at;
    }

    /** Nothing follows the last sign: so there was nothing to send. */
    void quiet() {
        if (to() >= end && signAt.isAfter(until)) {
            until = signAt;
        }
    }

    byte[] content() {
        return content.toByteArray();
    }

    /** What the last piece said of {@link #until}. */
    Instant storedUntil() {
        return storedUntil;
    }

    /** Begins the next behind what has been stored. */
    void next() {
        storedUntil = until;
        from = to();
        maxBytes = PieceWriter.PIECE_MAX_BYTES;
        content.reset();
    }

    private long full() {
        long segmentEnd = Lsn.segmentOf(from, segmentBytes) + segmentBytes;
        return Math.min(segmentEnd, from + maxBytes);
    }
}
