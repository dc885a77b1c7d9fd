package dev.tankfleet.backup.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.backup.postgres.DebianPostgres;
import dev.tankfleet.backup.store.Store;
import dev.tankfleet.backup.store.s3.TestS3;
import dev.tankfleet.backup.wal.Lsn;
import dev.tankfleet.backup.wal.PieceName;
import dev.tankfleet.backup.wal.Pieces;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The log of a real PostgreSQL, in a real S3 store, by a real process that is killed. What was
 * written is held against what comes back.
 */
@NeedsProgram(Program.S3)
final class WalIT {
    private static final int KILLS = Integer.getInteger("tankfleet.backup.kills", 20);
    private static final long SEED = Long.getLong("tankfleet.backup.seed", 26);
    private static final int LIFE_MAX_MS = 1_500;
    private static final Duration STORED_MAX = Duration.ofMinutes(2);
    private static final String PREFIX = "wal/";
    private static final String ALL =
            "select count(*) || ' ' || coalesce(md5(string_agg(id || what, ',' order by id)), '')"
                    + " from written";

    @TempDir private Path folder;
    private TestS3 s3;
    private DebianPostgres postgres;
    private Store store;
    private Map<String, String> backup;
    private Map<String, String> wal;
    private long rowsBefore;
    private long rowsAfter;

    @BeforeEach
    void startServers() throws IOException {
        s3 = TestS3.start(folder);
        store = s3.store(PREFIX);
        postgres = DebianPostgres.start(folder.resolve("postgres"));
        postgres.execute(
                "postgres",
                "create table written (id bigserial primary key, what text)",
                "create table mark (what text)");
        var operator = Operator.of(s3, folder);
        backup = new HashMap<>(operator.environment(PREFIX));
        backup.put("SOURCE", "centre");
        backup.putAll(Operator.to(postgres, "backup"));
        wal = new HashMap<>(backup);
        wal.putAll(Operator.to(postgres, "wal"));
        wal.put("WAL_EVERY", "1s");
        // It has no need of these.
        wal.keySet().removeAll(List.of("SEAL_IDENTITY", "SIGN_TRUSTED"));
    }

    @AfterEach
    void stopServers() {
        postgres.close();
        s3.close();
    }

    @Test
    @NeedsProgram(Program.POSTGRES)
    void losesNothingWhenItIsKilledAtAnyTime() throws Exception {
        var random = new Random(SEED);
        try (var _ = WalProcess.start(wal, folder)) {
            awaitStored();
        }
        Operator.run(backup, 0, "make", "postgres");
        Instant between;
        var isOver = new AtomicBoolean();
        var writer = Thread.ofVirtual().start(() -> write(isOver));
        try {
            for (int kill = 0; kill < KILLS / 2; kill++) {
                WalProcess.start(wal, folder).killAfter(random.nextInt(LIFE_MAX_MS));
            }
            between = mark();
            for (int kill = KILLS / 2; kill < KILLS; kill++) {
                WalProcess.start(wal, folder).killAfter(random.nextInt(LIFE_MAX_MS));
            }
        } finally {
            isOver.set(true);
            writer.join();
        }
        Instant idle;
        try (var _ = WalProcess.start(wal, folder)) {
            awaitStored();
            idle = now();
            Eventually.eventuallyTrue(
                    STORED_MAX, "it says that nothing was written", () -> isStoredUntil(idle));
        }

        assertThat(Operator.run(backup, 0, "verify")).contains("damaged: 0");
        assertThat(Operator.run(backup, 0, "drill", "postgres"))
                .contains(" 0 missing, 0 changed")
                .contains("with all that was written until");
        assertRestored("end", "end", "before,after");
        assertRestored("idle", idle.toString(), "before,after");
        assertRestored("between", between.toString(), "before");
        assertNamesWhatIsMissing();
    }

    @Test
    @NeedsProgram(Program.POSTGRES)
    void waitsForAStoreThatIsAway() throws IOException {
        try (var process = WalProcess.start(wal, folder)) {
            awaitStored();
            Operator.run(backup, 0, "make", "postgres");
            s3.stop();
            postgres.execute("postgres", fill(10_000));
            process.await(2, "tankfleet_backup_wal_failures_total", "cause=\"store\"");
            process.await(1_000_000, "tankfleet_backup_wal_behind_bytes");
            s3.startAgain();
            awaitStored();
            assertThat(process.metric("tankfleet_backup_wal_kept_max_bytes")).isInfinite();
        }

        assertThat(Operator.run(backup, 0, "verify")).contains("damaged: 0");
        assertRestored("all", "end", "");
    }

    @Test
    @NeedsProgram(Program.POSTGRES)
    void saysWhatTheServerDidNotKeep() throws IOException {
        postgres.execute("postgres", "alter system set max_slot_wal_keep_size = '16MB'");
        postgres.execute("postgres", "select pg_reload_conf()");
        try (var process = WalProcess.start(wal, folder)) {
            awaitStored();
            process.await(16 << 20, "tankfleet_backup_wal_kept_max_bytes");
        }
        Operator.run(backup, 0, "make", "postgres");
        for (int i = 0; i < 5; i++) {
            postgres.execute("postgres", fill(10_000), "select pg_switch_wal()", "checkpoint");
        }
        assertThat(postgres.ask("postgres", "select wal_status from pg_replication_slots"))
                .isEqualTo("lost");

        try (var process = WalProcess.start(wal, folder)) {
            process.await(1, "tankfleet_backup_wal_begun_total");
            awaitStored();
            assertThat(Operator.run(backup, 0, "verify")).contains("was never stored");
            Operator.run(backup, 0, "make", "postgres");
            postgres.execute("postgres", fill(10));
            awaitStored();
        }
        assertRestored("anew", "end", "");
    }

    private void assertNamesWhatIsMissing() throws IOException {
        var pieces = Pieces.of(store, "centre").stream().filter(p -> p.sizeBytes() > 0).toList();
        var victim = pieces.get(pieces.size() - 2);
        // No other piece has the same bytes.
        var alike = pieces.stream().filter(p -> p.to() > victim.from() && p.from() < victim.to());
        for (var piece : alike.toList()) {
            Files.delete(s3.file(PREFIX + piece.path()));
        }

        assertThat(Operator.run(backup, 1, "verify"))
                .contains("is missing; it leads no further than")
                .contains("damaged: 1");
        assertThat(restore(0, "torn", "end")).contains("what follows is missing to ");
    }

    /** A server that starts on what is restored has all, and the marks of its time. */
    private void assertRestored(String name, String until, String marks) throws IOException {
        restore(0, name, until);
        try (var restored = DebianPostgres.on(folder.resolve(name), folder.resolve("r.log"))) {
            var found = restored.ask("postgres", "select string_agg(what, ',') from mark");
            assertThat(found.replace("null", "")).isEqualTo(marks);
            if (marks.equals("before")) {
                assertThat(rows(restored)).isBetween(rowsBefore, rowsAfter);
            } else {
                assertThat(restored.ask("postgres", ALL)).isEqualTo(postgres.ask("postgres", ALL));
            }
            assertThat(folder.resolve(name).resolve("restored")).doesNotExist();
        }
    }

    private String restore(int status, String name, String until) {
        return Operator.run(
                backup,
                status,
                "restore",
                "postgres/centre",
                "--to",
                folder.resolve(name).toString(),
                "--until",
                until);
    }

    /** A time with a mark before and one after it, while others write. */
    private Instant mark() {
        postgres.execute("postgres", "insert into mark values ('before')");
        rowsBefore = rows(postgres);
        var at = now();
        rowsAfter = rows(postgres);
        postgres.execute("postgres", "insert into mark values ('after')");
        return at;
    }

    private static long rows(DebianPostgres server) {
        return Long.parseLong(server.ask("postgres", "select count(*) from written"));
    }

    private Instant now() {
        return Instant.parse(
                postgres.ask(
                        "postgres",
                        "select to_char(clock_timestamp() at time zone 'UTC',"
                                + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
    }

    private void write(AtomicBoolean isOver) {
        try (var connection = postgres.connect("postgres");
                var statement = connection.createStatement()) {
            while (!isOver.get()) {
                statement.execute(fill(20) + "; select pg_sleep(0.01)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fill(int rows) {
        return "insert into written (what) select repeat(md5(i::text), 8)"
                + " from generate_series(1, "
                + rows
                + ") i";
    }

    private void awaitStored() {
        long end = Lsn.parse(postgres.ask("postgres", "select pg_current_wal_flush_lsn()"));
        Eventually.eventuallyTrue(
                STORED_MAX,
                "the log is stored to " + Lsn.text(end),
                () -> pieces().stream().anyMatch(piece -> piece.to() >= end && !piece.isFirst()));
    }

    private boolean isStoredUntil(Instant time) {
        return pieces().stream().anyMatch(piece -> piece.until().isAfter(time));
    }

    private List<PieceName> pieces() {
        try {
            return Pieces.of(store, "centre");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
