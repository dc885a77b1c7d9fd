package dev.tankfleet.backup.archiver;

import dev.tankfleet.backup.wal.WalChain;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A server whose log can be followed. Besides the real one there is a twin in the tests, which dies
 * wherever they want it to. Owned by the archiver's thread.
 */
public interface WalSource {
    /**
     * Connects.
     *
     * @throws IOException when the server is away or refuses
     */
    Session connect() throws IOException;

    /** One connection. */
    interface Session extends AutoCloseable {
        /** What the server says of itself. */
        About about();

        /**
         * From where on the server keeps the log for us; empty when it does not, or no more, and in
         * another timeline.
         */
        OptionalLong kept();

        /**
         * Has the server keep the log for us, from a position in the segment of now, or earlier.
         *
         * @throws IOException when the server is away or refuses
         */
        void keep() throws IOException;

        /**
         * Begins to read. Once.
         *
         * @throws IOException when the server is away or has no such position
         */
        void stream(long from) throws IOException;

        /**
         * What comes next, null when nothing does in that time.
         *
         * @throws IOException when the server is away
         */
        @Nullable Message next(Duration max) throws IOException;

        /**
         * Says that everything before a position is stored: the server need not keep it any more.
         *
         * @throws IOException when the server is away
         */
        void stored(long position) throws IOException;

        @Override
        void close();
    }

    /**
     * What a server says of itself.
     *
     * @param chain which history it writes
     * @param end where it writes at this moment
     * @param segmentBytes size of a segment
     * @param keptMaxBytes how much it keeps for us at most, {@link Long#MAX_VALUE} for no limit
     */
    record About(WalChain chain, long end, long segmentBytes, long keptMaxBytes) {}

    /**
     * A part of the log, or without a byte only a sign of life.
     *
     * @param from position of the first byte
     * @param bytes of the log
     * @param end where the server writes at this moment, as far as it says so
     * @param at this moment, by its clock
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; the only reader owns it
    record Message(long from, byte[] bytes, long end, Instant at) {}
}
