package dev.tankfleet.backup.postgres;

import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.CopyWriter;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.copy.Manifest;
import dev.tankfleet.backup.drill.Drilled;
import dev.tankfleet.backup.drill.StoodStill;
import dev.tankfleet.backup.program.Scratch;
import dev.tankfleet.backup.wal.Archive;
import dev.tankfleet.backup.wal.SegmentFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;

/**
 * Copies a PostgreSQL server with pg_basebackup and proves copies of one. Stateless.
 *
 * <p>A base backup is the state of the moment in which it ends, and no snapshot of SQL shows that
 * moment. So the rows are listed before and after, and a drill looks for those in both lists.
 */
public final class PostgresBackup {
    static final String INDEX = "rows.gz";

    private PostgresBackup() {}

    /**
     * Makes a copy: the base, what was written meanwhile, and the rows that stood still.
     *
     * @throws IOException when anything fails; then there is no copy
     */
    public static Manifest copy(
            PostgresConfig config,
            PostgresTools tools,
            CopyWriter.Place place,
            String source,
            Path scratchParent,
            InstantSource clock)
            throws IOException {
        try (var scratch = Scratch.in(scratchParent)) {
            var reader = RowReader.of(config);
            var name = new CopyName(Kind.POSTGRES, source, clock.instant());
            var before = scratch.folder().resolve("before.gz");
            reader.write(config.database(), before);
            var base = scratch.folder("base");
            var facts = PostgresBase.make(config, tools, reader, base, scratch.folder());
            var after = scratch.folder().resolve("after.gz");
            reader.write(config.database(), after);
            var index = scratch.folder().resolve(INDEX);
            var said = new TreeMap<>(facts.toMap());
            said.put("postgres.rows", Long.toString(StoodStill.keep(before, after, index)));
            Files.delete(before);
            Files.delete(after);
            var copy = CopyWriter.begin(place, name, scratch.folder());
            for (var file : List.of(PostgresBase.BASE, PostgresBase.WAL, PostgresBase.MANIFEST)) {
                copy.add(file, base.resolve(file));
            }
            copy.add(INDEX, index);
            return copy.finish(clock, said);
        }
    }

    /**
     * Starts a server on a restored copy and looks for each row that it must have; then gives it
     * what was written since, to the end of what is stored.
     *
     * @param archive where that lies
     * @throws IOException when it is broken, does not start, or does not come to the end
     */
    public static Drilled drill(
            PostgresTools tools,
            Manifest manifest,
            Path files,
            Archive archive,
            InstantSource clock)
            throws IOException {
        var facts = PostgresFacts.of(manifest);
        try (var postgres = ThrowawayPostgres.start(tools, files, facts)) {
            var begun = clock.instant();
            var found = files.resolve("found.gz");
            postgres.reader().write(facts.database(), found);
            var outcome = StoodStill.compare(files.resolve(INDEX), found);
            var compared = Duration.between(begun, clock.instant());
            var upTo = replay(postgres, manifest, facts, archive);
            return new Drilled(outcome, upTo, compared);
        } catch (IOException e) {
            throw new IOException(
                    "%s, made by PostgreSQL %s: %s"
                            .formatted(manifest.copy(), facts.version(), e.getMessage()),
                    e);
        }
    }

    private static Instant replay(
            ThrowawayPostgres postgres, Manifest manifest, PostgresFacts facts, Archive archive)
            throws IOException {
        var source = CopyName.parse(manifest.copy()).orElseThrow().source();
        var reach = archive.reach(source, facts.chain(), facts.end());
        if (!reach.hasPieces()) {
            return facts.endedAt();
        }
        SegmentFiles.write(
                archive.reader(),
                reach,
                archive.opener(),
                facts.segmentBytes(),
                postgres.begunLog(),
                postgres.prepareLog());
        postgres.replay(reach);
        return reach.until().isAfter(facts.endedAt()) ? reach.until() : facts.endedAt();
    }
}
