package dev.tankfleet.backup.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.Manifest;
import dev.tankfleet.backup.copy.TestPlace;
import dev.tankfleet.backup.drill.Outcome;
import dev.tankfleet.backup.index.Lines;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.testkit.damage.FlippedBit;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL, copied by a user who may do no more than that, while others write. */
@NeedsProgram(Program.POSTGRES)
final class PostgresBackupIT {
    private static final int ROWS = 5_000;
    private static final InstantSource NOW =
            InstantSource.fixed(Instant.parse("2026-11-22T01:00:00Z"));

    private static final PostgresTools TOOLS = DebianPostgres.tools();

    @TempDir private static Path serverFolder;
    private static DebianPostgres server;
    @TempDir private Path folder;
    private final TestPlace place = TestPlace.inMemory();

    @BeforeAll
    static void startPostgres() throws IOException {
        server = DebianPostgres.start(serverFolder);
        server.execute("postgres", "create database auth", "create database matches");
        server.execute(
                "auth",
                "create table account (id int primary key, name text, made timestamptz, score"
                        + " real)",
                "insert into account select i, 'player ' || i, now(), i / 3.0"
                        + " from generate_series(1, "
                        + ROWS
                        + ") i",
                "create schema \"Odd name\"",
                "create table \"Odd name\".\"a b\" (each_row bytea)",
                "insert into \"Odd name\".\"a b\" values ('\\x00ff'), ('\\x00ff'), (null)",
                "create unlogged table fleeting (id int)",
                "insert into fleeting values (1)");
        server.execute(
                "matches",
                "create table placement (id int, state text) partition by range (id)",
                "create table placement_low partition of placement for values from (0) to (1000)",
                "create table placement_high partition of placement for values from (1000) to"
                        + " (9999)",
                "insert into placement select i, 'live' from generate_series(0, 1999) i");
    }

    @AfterAll
    static void stopPostgres() {
        server.close();
    }

    @Test
    void restoresRowByRowWhatTheServerHad() throws IOException {
        var manifest = copy();
        var files = restore(manifest, "restored");

        assertThat(manifest.facts()).containsEntry("postgres.rows", Integer.toString(ROWS + 2_003));
        var outcome = drill(manifest, files);
        assertThat(outcome).isEqualTo(new Outcome(ROWS + 2_003, 0, 0, 0, List.of()));
        // And against the server itself, where nobody has written since.
        var live = folder.resolve("live.gz");
        RowReader.of(server.config()).write("postgres", live);
        assertThat(lines(live)).isEqualTo(lines(files.resolve(PostgresBackup.INDEX)));
    }

    @Test
    void holdsEveryRowThatStoodStillWhileOthersMoved() throws Exception {
        var isOver = new AtomicBoolean();
        var writes = new AtomicInteger();
        server.execute("auth", "create table moving (id int, step int)");
        var writer = Thread.ofVirtual().start(() -> write(isOver, writes));
        Manifest manifest;
        try {
            manifest = copy();
        } finally {
            isOver.set(true);
            writer.join();
            server.execute("auth", "drop table moving");
        }

        var outcome = drill(manifest, restore(manifest, "restored"));

        assertThat(writes).hasValueGreaterThan(100);
        assertThat(outcome.isFine()).as("%s", outcome.notes()).isTrue();
        assertThat(outcome.compared()).isGreaterThanOrEqualTo(ROWS + 2_003);
    }

    @Test
    void namesEachRowThatIsNotThere() throws IOException {
        var manifest = copy();
        var files = restore(manifest, "restored");
        var index = files.resolve(PostgresBackup.INDEX);
        var rows = lines(index);
        try (var out = Lines.write(index)) {
            for (var row : rows) {
                out.write(row + "\n");
            }
            out.write("matches\tpublic.zombie\t0123456789abcdef0123456789abcdef\n");
        }

        var outcome = drill(manifest, files);

        assertThat(outcome.missing()).isEqualTo(1);
        assertThat(outcome.notes())
                .containsExactly(
                        "missing: matches\tpublic.zombie\t0123456789abcdef0123456789abcdef");
    }

    @Test
    void noticesABaseThatIsBroken() throws Exception {
        var manifest = copy();
        var files = restore(manifest, "restored");
        // One bit of a file that has no checksums of pages.
        var work = Files.createDirectory(folder.resolve("work"));
        var base = files.resolve(PostgresBase.BASE);
        tar("-xzf", base, work);
        FlippedBit.in(work.resolve("global/pg_filenode.map"));
        tar("-czf", base, work);

        assertThatThrownBy(() -> drill(manifest, files))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pg_verifybackup failed")
                .hasMessageContaining("pg_filenode.map");
    }

    @Test
    void makesNoCopyForSomebodyElse() {
        var config = server.config();
        var stranger =
                new PostgresConfig(
                        config.host(),
                        config.port(),
                        config.user(),
                        Secret.of("wrong"),
                        config.database(),
                        config.tls(),
                        config.backupMax());

        assertThatThrownBy(
                        () ->
                                PostgresBackup.copy(
                                        stranger, TOOLS, place.writer(), "centre", folder, NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("postgres: reading rows: ")
                .hasMessageContaining("password authentication failed");
    }

    private static void write(AtomicBoolean isOver, AtomicInteger writes) {
        try (var connection = server.connect("auth");
                var statement = connection.createStatement()) {
            while (!isOver.get()) {
                int i = writes.incrementAndGet();
                statement.execute("insert into moving values (" + i + ", 0)");
                statement.execute("update moving set step = step + 1 where id > " + (i - 5));
                statement.execute("delete from moving where id < " + (i - 50));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Manifest copy() throws IOException {
        var written =
                PostgresBackup.copy(server.config(), TOOLS, place.writer(), "centre", folder, NOW);
        return place.reader().manifest(CopyName.parse(written.copy()).orElseThrow());
    }

    private Outcome drill(Manifest manifest, Path files) throws IOException {
        return PostgresBackup.drill(TOOLS, manifest, files, place.archive(), NOW).outcome();
    }

    private Path restore(Manifest manifest, String name) throws IOException {
        var files = Files.createDirectory(folder.resolve(name));
        place.reader().restore(manifest, place.opener(), files);
        return files;
    }

    private void tar(String what, Path archive, Path work) throws IOException {
        var members = what.equals("-czf") ? new String[] {"."} : new String[0];
        dev.tankfleet.backup.program.Program.of("tar", what, "" + archive, "-C", "" + work)
                .with(members)
                .run(folder, Duration.ofMinutes(1));
    }

    private static List<String> lines(Path index) throws IOException {
        try (var in = Lines.read(index)) {
            return in.lines().toList();
        }
    }
}
