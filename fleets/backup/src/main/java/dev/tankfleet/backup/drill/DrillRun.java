package dev.tankfleet.backup.drill;

import dev.tankfleet.backup.copy.Copies;
import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.CopyReader;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.program.Scratch;
import dev.tankfleet.backup.seal.Opener;
import dev.tankfleet.backup.seal.Signer;
import dev.tankfleet.backup.store.Store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * One restore drill: fetches the newest copy, opens it, restores it, compares, and writes down what
 * came of it, whatever that was. Owned by the thread of one command.
 */
public final class DrillRun {
    private final Store store;
    private final CopyReader reader;
    private final Opener opener;
    private final Signer signer;
    private final InstantSource clock;

    /**
     * A drill of copies in a store.
     *
     * @param signer in whose name it is written down
     */
    public DrillRun(
            Store store, CopyReader reader, Opener opener, Signer signer, InstantSource clock) {
        this.store = store;
        this.reader = reader;
        this.opener = opener;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * Runs it.
     *
     * @return what was written down
     * @throws IOException when that could not be written down
     */
    public DrillLog.Entry run(Kind kind, String source, Path scratchParent, Drill drill)
            throws IOException {
        var begun = clock.instant();
        var copy = kind.folder() + "/" + source;
        var drilled = new Drilled(new Outcome(0, 0, 0, 0, List.of()), Instant.EPOCH, Duration.ZERO);
        var failure = "";
        try (var scratch = Scratch.in(scratchParent)) {
            var newest = newest(kind, source);
            copy = newest.path();
            var manifest = reader.manifest(newest);
            reader.restore(manifest, opener, scratch.folder());
            drilled = drill.run(manifest, scratch.folder());
        } catch (IOException e) {
            failure = e.getMessage() == null ? e.toString() : e.getMessage();
        }
        var ended = clock.instant();
        var duration = Duration.between(begun, ended);
        var entry =
                new DrillLog.Entry(
                        copy,
                        ended.toString(),
                        duration.toMillis(),
                        duration.minus(drilled.compared()).toMillis(),
                        failure.isEmpty() ? drilled.upTo().toString() : "",
                        failure.isEmpty() && drilled.outcome().isFine(),
                        failure,
                        drilled.outcome());
        DrillLog.write(store, signer, kind, source, begun, entry);
        return entry;
    }

    private CopyName newest(Kind kind, String source) throws IOException {
        return Copies.newest(store, kind, source)
                .orElseThrow(() -> new IOException("no copy of " + kind.folder() + "/" + source))
                .name();
    }
}
