package dev.tankfleet.backup.postgres;

import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.CopyWriter;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.copy.Manifest;
import dev.tankfleet.backup.drill.Outcome;
import dev.tankfleet.backup.drill.StoodStill;
import dev.tankfleet.backup.program.Scratch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Copies a PostgreSQL server with pg_basebackup and proves copies of one. Stateless.
 *
 * <p>A base backup is the state of the moment in which it ends, and no snapshot of SQL shows that
 * moment. So the rows are listed before and after, and a drill looks for those in both lists.
 */
public final class PostgresBackup {
    static final String BASE = "base.tar.gz";
    static final String WAL = "pg_wal.tar.gz";
    static final String MANIFEST = "backup_manifest";
    static final String INDEX = "rows.gz";

    private static final String VERSION = "postgres.version";
    private static final String OWNER = "postgres.owner";
    private static final String DATABASE = "postgres.database";
    private static final String ABOUT =
            "select current_setting('server_version'),"
                    + " (select rolname from pg_roles where oid = 10)";

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
            var facts = about(reader, config);
            var name = new CopyName(Kind.POSTGRES, source, clock.instant());
            var before = scratch.folder().resolve("before.gz");
            reader.write(config.database(), before);
            var base = scratch.folder("base");
            baseBackup(config, tools, base, scratch.folder());
            var after = scratch.folder().resolve("after.gz");
            reader.write(config.database(), after);
            var index = scratch.folder().resolve(INDEX);
            facts.put("postgres.rows", Long.toString(StoodStill.keep(before, after, index)));
            Files.delete(before);
            Files.delete(after);
            var copy = CopyWriter.begin(place, name, scratch.folder());
            for (var file : List.of(BASE, WAL, MANIFEST)) {
                copy.add(file, base.resolve(file));
            }
            copy.add(INDEX, index);
            return copy.finish(clock, facts);
        }
    }

    /**
     * Starts a server on a restored copy and looks for each row that it must have.
     *
     * @throws IOException when it is broken or does not start
     */
    public static Outcome drill(PostgresTools tools, Manifest manifest, Path files)
            throws IOException {
        var database = manifest.fact(DATABASE);
        try (var postgres = ThrowawayPostgres.start(tools, files, manifest.fact(OWNER), database)) {
            var found = files.resolve("found.gz");
            postgres.reader().write(database, found);
            return StoodStill.compare(files.resolve(INDEX), found);
        } catch (IOException e) {
            throw new IOException(
                    "%s, made by PostgreSQL %s: %s"
                            .formatted(manifest.copy(), manifest.fact(VERSION), e.getMessage()),
                    e);
        }
    }

    private static Map<String, String> about(RowReader reader, PostgresConfig config)
            throws IOException {
        try (var connection = reader.connect(config.database());
                var statement = connection.createStatement();
                var found = statement.executeQuery(ABOUT)) {
            found.next();
            var facts = new TreeMap<String, String>();
            facts.put(VERSION, found.getString(1));
            facts.put(OWNER, found.getString(2));
            facts.put(DATABASE, config.database());
            return facts;
        } catch (SQLException e) {
            throw new IOException("postgres: connect: " + e.getMessage(), e);
        }
    }

    private static void baseBackup(
            PostgresConfig config, PostgresTools tools, Path base, Path folder) throws IOException {
        tools.tool("pg_basebackup")
                .with("--no-password", "--checkpoint=fast")
                .with("-h", config.host(), "-p", Integer.toString(config.port()))
                .with("-U", config.user(), "-D", base.toString())
                .with("-F", "tar", "-z", "-X", "stream", "--manifest-checksums=SHA256")
                .withVariable("PGPASSWORD", config.password().reveal())
                .withVariable("PGSSLMODE", config.tls().mode())
                .run(folder, config.backupMax());
    }
}
