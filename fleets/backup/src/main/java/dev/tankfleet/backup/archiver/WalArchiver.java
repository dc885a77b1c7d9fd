package dev.tankfleet.backup.archiver;

import dev.tankfleet.backup.copy.CopyWriter;
import dev.tankfleet.backup.wal.Lsn;
import dev.tankfleet.backup.wal.PieceName;
import dev.tankfleet.backup.wal.PieceWriter;
import dev.tankfleet.backup.wal.WalChain;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows the log of a server and stores it in pieces: each that is full, and after a while what
 * there is. The server keeps what is not stored, because only what is stored is acknowledged; so
 * this has no state on a disk, and one piece in memory. A duty cycle: one thread of its own reads
 * and stores; {@link #runOnce} is one connection.
 *
 * <p>We tried PostgreSQL's pg_receivewal first: it acknowledges what is on its own disk, and what
 * had not been uploaded went with the Pod.
 */
public final class WalArchiver implements AutoCloseable {
    private static final Duration READ_MAX = Duration.ofMillis(200);
    private static final Duration BACKOFF_MIN = Duration.ofSeconds(1);
    private static final Duration BACKOFF_MAX = Duration.ofSeconds(30);
    private static final Duration STOP_MAX = Duration.ofSeconds(20);

    /**
     * So little is in the buffers of a connection before anybody hangs up, and his answer is heard.
     */
    private static final int PIECE_MIN_BYTES = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(WalArchiver.class);

    private final WalConfig config;
    private final WalSource server;
    private final PieceWriter writer;
    private final String source;
    private final WalMeters meters;
    private final InstantSource clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("wal").daemon().unstarted(this::run);

    // Owned by the archiver's thread.
    private Duration backoff = BACKOFF_MIN;

    /**
     * Bytes of the next piece. A store that has a piece already, because its answer was lost or we
     * were killed, may hang up while it is sent again, and is no other than one that is away. A
     * shorter piece has another name.
     */
    private int pieceMax = PieceWriter.PIECE_MAX_BYTES;

    private WalArchiver(
            WalConfig config,
            WalSource server,
            CopyWriter.Place place,
            String source,
            WalMeters meters,
            InstantSource clock) {
        this.config = config;
        this.server = server;
        this.writer = new PieceWriter(place);
        this.source = source;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * An archiver that has not begun.
     *
     * @param source what the server is called in names and labels
     */
    public static WalArchiver create(
            WalConfig config,
            WalSource server,
            CopyWriter.Place place,
            String source,
            MeterRegistry registry,
            InstantSource clock) {
        var meters = new WalMeters(registry, source, clock);
        return new WalArchiver(config, server, place, source, meters, clock);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Stores what has been read, and ends. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(STOP_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                runOnce();
            } while (!stopped.await(backoff.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection, to its end or that of the archiver; what went wrong is counted and told. */
    void runOnce() {
        try (var session = server.connect()) {
            follow(session);
        } catch (StoreAway e) {
            failed(WalMeters.Cause.STORE, e.cause);
        } catch (IOException e) {
            failed(WalMeters.Cause.SERVER, e);
        }
    }

    private void follow(WalSource.Session session) throws IOException, StoreAway {
        var about = session.about();
        meters.keeps(about.keptMaxBytes());
        var kept = session.kept();
        // From the beginning of a segment: where the server keeps from may be no end of a piece.
        long from =
                kept.isPresent()
                        ? Lsn.segmentOf(kept.getAsLong(), about.segmentBytes())
                        : begin(session, about);
        meters.behind(about.end() - kept.orElse(about.end()));
        session.stream(from);
        var piece = new OpenPiece(from, about.segmentBytes(), pieceMax);
        var storedAt = clock.instant();
        while (!isStopped()) {
            var message = session.next(READ_MAX);
            if (message == null) {
                piece.quiet();
            } else {
                take(session, about.chain(), piece, message);
            }
            if (!clock.instant().isBefore(storedAt.plus(config.every()))) {
                storeRest(session, about.chain(), piece);
                storedAt = clock.instant();
            }
        }
        storeRest(session, about.chain(), piece);
    }

    /**
     * Has the server keep the log from now on. What says that nothing of ours lies before is stored
     * first: if it were not, the beginning would look like a loss.
     */
    private long begin(WalSource.Session session, WalSource.About about)
            throws IOException, StoreAway {
        long from = Lsn.segmentOf(about.end(), about.segmentBytes());
        write(new PieceName(source, about.chain(), from, from, Instant.EPOCH, true), new byte[0]);
        session.keep();
        meters.begun();
        LOG.atWarn()
                .addKeyValue("source", source)
                .log(
                        "The log is stored from {} on, and nothing of what was written before. Make"
                                + " a copy now: older ones lead no further",
                        Lsn.text(from));
        return from;
    }

    private void take(
            WalSource.Session session, WalChain chain, OpenPiece piece, WalSource.Message message)
            throws IOException, StoreAway {
        var bytes = message.bytes();
        if (bytes.length > 0 && message.from() != piece.to()) {
            throw new IOException(
                    "the server sent %s (expected: %s)"
                            .formatted(Lsn.text(message.from()), Lsn.text(piece.to())));
        }
        int taken = 0;
        while (taken < bytes.length) {
            taken += piece.add(bytes, taken);
            if (piece.isFull()) {
                store(session, chain, piece);
            }
        }
        if (bytes.length == 0) {
            piece.sign(message.end(), message.at());
        } else {
            piece.note(message.end(), message.at());
        }
    }

    /** What there is, or that there is nothing. */
    private void storeRest(WalSource.Session session, WalChain chain, OpenPiece piece)
            throws IOException, StoreAway {
        if (!piece.isEmpty() || piece.until().isAfter(piece.storedUntil())) {
            store(session, chain, piece);
        }
    }

    private void store(WalSource.Session session, WalChain chain, OpenPiece piece)
            throws IOException, StoreAway {
        var name = new PieceName(source, chain, piece.from(), piece.to(), piece.until(), false);
        try {
            write(name, piece.content());
        } catch (StoreAway e) {
            pieceMax = (int) Math.max(PIECE_MIN_BYTES, name.sizeBytes() / 2);
            throw e;
        }
        pieceMax = PieceWriter.PIECE_MAX_BYTES;
        session.stored(piece.to());
        meters.stored(name.sizeBytes(), piece.until());
        meters.behind(piece.end() - piece.to());
        piece.next();
        backoff = BACKOFF_MIN;
    }

    private void write(PieceName name, byte[] content) throws StoreAway {
        try {
            writer.write(name, content);
        } catch (IOException e) {
            throw new StoreAway(e);
        }
    }

    private void failed(WalMeters.Cause cause, IOException failure) {
        meters.failed(cause);
        backoff = backoff.multipliedBy(2);
        backoff = backoff.compareTo(BACKOFF_MAX) > 0 ? BACKOFF_MAX : backoff;
        LOG.atWarn()
                .addKeyValue("source", source)
                .addKeyValue("cause", cause)
                .log("The log is not stored: {}; again in {}", failure.getMessage(), backoff);
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** It is the store that fails, not the server. */
    private static final class StoreAway extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient IOException cause;

        StoreAway(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
