package dev.tankfleet.backup.exporter;

import dev.tankfleet.backup.copy.Copies;
import dev.tankfleet.backup.copy.CopyReader;
import dev.tankfleet.backup.copy.DamagedCopy;
import dev.tankfleet.backup.copy.Found;
import dev.tankfleet.backup.drill.DrillLog;
import dev.tankfleet.backup.exporter.ExporterConfig.Watched;
import dev.tankfleet.backup.seal.Trust;
import dev.tankfleet.backup.store.Store;

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
    private final Trust trust;

    StoreScan(Store store, Trust trust) {
        this.store = store;
        this.reader = CopyReader.of(store, trust);
        this.trust = trust;
    }

    /**
     * What one source has.
     *
     * @param newestAt when its newest whole copy was begun, null without one
     * @param bytes size of that copy
     * @param copies how many are complete
     * @param drill the newest entry of the log, null without one or when it is not to be believed
     */
    record Seen(
            @Nullable Instant newestAt, long bytes, int copies, DrillLog.@Nullable Entry drill) {}

    Seen look(Watched watched) throws IOException {
        var complete =
                Copies.of(store, watched.kind(), watched.source()).stream()
                        .filter(Found::isComplete)
                        .toList();
        var newest = newestWhole(complete);
        return new Seen(
                newest.map(found -> found.name().at()).orElse(null),
                newest.map(Found::sizeBytes).orElse(0L),
                complete.size(),
                drill(watched).orElse(null));
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

    private Optional<DrillLog.Entry> drill(Watched watched) throws IOException {
        try {
            return DrillLog.newest(store, trust, watched.kind(), watched.source());
        } catch (Trust.NotTrusted e) {
            LOG.atError()
                    .addKeyValue("kind", watched.kind())
                    .addKeyValue("source", watched.source())
                    .log("The newest entry of the log of drills: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
