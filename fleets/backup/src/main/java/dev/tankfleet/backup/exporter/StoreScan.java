package dev.tankfleet.backup.exporter;

import dev.tankfleet.backup.copy.Copies;
import dev.tankfleet.backup.copy.CopyReader;
import dev.tankfleet.backup.copy.DamagedCopy;
import dev.tankfleet.backup.copy.Found;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.drill.DrillLog;
import dev.tankfleet.backup.exporter.ExporterConfig.Watched;
import dev.tankfleet.backup.postgres.PostgresFacts;
import dev.tankfleet.backup.seal.Trust;
import dev.tankfleet.backup.store.Store;
import dev.tankfleet.backup.wal.PieceName;
import dev.tankfleet.backup.wal.PieceReader;
import dev.tankfleet.backup.wal.Pieces;
import dev.tankfleet.backup.wal.Reach;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One look at the copies of one source. Stateless, any thread. */
final class StoreScan {
    private static final Logger LOG = LoggerFactory.getLogger(StoreScan.class);

    private final Store store;
    private final CopyReader reader;
    private final PieceReader pieceReader;
    private final Trust trust;

    StoreScan(Store store, Trust trust) {
        this.store = store;
        this.reader = CopyReader.of(store, trust);
        this.pieceReader = PieceReader.of(store, trust);
        this.trust = trust;
    }

    /**
     * What one source has.
     *
     * @param newestAt when its newest whole copy was begun, or to when a log leads; null without
     *     one
     * @param bytes size of that copy
     * @param copies how many are complete, or pieces of a log
     * @param drill the newest entry of the log, null without one or when it is not to be believed
     */
    record Seen(
            @Nullable Instant newestAt, long bytes, int copies, DrillLog.@Nullable Entry drill) {}

    Seen look(Watched watched) throws IOException {
        var kind = watched.copies();
        return kind.isPresent() ? copies(kind.get(), watched.source()) : log(watched.source());
    }

    private Seen copies(Kind kind, String source) throws IOException {
        var complete = complete(kind, source);
        var newest = newestWhole(complete);
        return new Seen(
                newest.map(found -> found.name().at()).orElse(null),
                newest.map(Found::sizeBytes).orElse(0L),
                complete.size(),
                drill(kind, source).orElse(null));
    }

    /** The log is as new as what the newest whole copy and all that follows it lead to. */
    private Seen log(String source) throws IOException {
        var pieces = Pieces.of(store, source);
        @Nullable Instant until = null;
        var newest = newestWhole(complete(Kind.POSTGRES, source));
        if (newest.isPresent()) {
            until = until(newest.get(), pieces);
        }
        return new Seen(until, 0, pieces.size(), null);
    }

    private @Nullable Instant until(Found copy, List<PieceName> pieces) throws IOException {
        try {
            var facts = PostgresFacts.of(reader.manifest(copy.name()));
            var chain = Pieces.of(pieces, copy.name().source(), facts.chain());
            var reach = Reach.from(facts.end(), chain);
            if (!reach.hasPieces() || !isWhole(reach.pieces().getLast())) {
                return null;
            }
            return reach.until().isAfter(facts.endedAt()) ? reach.until() : facts.endedAt();
        } catch (DamagedCopy e) {
            LOG.atError().addKeyValue("copy", copy.name()).log("No log: {}", e.getMessage());
            return null;
        }
    }

    /** Of a chain its newest piece is read: it is the one that would make it younger. */
    private boolean isWhole(PieceName piece) throws IOException {
        try {
            pieceReader.check(piece);
            return true;
        } catch (DamagedCopy e) {
            LOG.atError().addKeyValue("piece", piece).log("Damaged: {}", e.getMessage());
            return false;
        }
    }

    private List<Found> complete(Kind kind, String source) throws IOException {
        return Copies.of(store, kind, source).stream().filter(Found::isComplete).toList();
    }

    /** A copy that is not whole does not make the newest one younger. */
    private Optional<Found> newestWhole(List<Found> complete) throws IOException {
        for (var found : complete.reversed()) {
            try {
                reader.whole(found);
                return Optional.of(found);
            } catch (DamagedCopy e) {
                LOG.atError().addKeyValue("copy", found.name()).log("Damaged: {}", e.getMessage());
            }
        }
        return Optional.empty();
    }

    private Optional<DrillLog.Entry> drill(Kind kind, String source) throws IOException {
        try {
            return DrillLog.newest(store, trust, kind, source);
        } catch (Trust.NotTrusted e) {
            LOG.atError()
                    .addKeyValue("kind", kind)
                    .addKeyValue("source", source)
                    .log("The newest entry of the log of drills: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
