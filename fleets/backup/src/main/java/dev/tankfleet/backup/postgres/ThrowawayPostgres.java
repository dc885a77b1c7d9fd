package dev.tankfleet.backup.postgres;

import dev.tankfleet.backup.program.Server;
import dev.tankfleet.backup.wal.Lsn;
import dev.tankfleet.backup.wal.Reach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;

/**
 * A PostgreSQL on loopback, made of a copy. It begins as a standby of nobody: it can be read when
 * it is where the copy ends, and goes on when it is given more of the log. It has a configuration
 * of its own, in which whoever reaches it is trusted: that is its machine, or Pod, alone. Owned by
 * one command's thread.
 */
final class ThrowawayPostgres implements AutoCloseable {
    /** What is replayed first is what was written while the copy was made. */
    private static final Duration START_MAX = Duration.ofMinutes(15);

    /** And then what was written since. */
    private static final Duration REPLAY_MAX = Duration.ofHours(4);

    /**
     * The end of what was stored may lie in a record, which is not replayed. Longer ones are rare.
     */
    private static final long RECORD_MAX_BYTES = 1024 * 1024;

    private static final String LOG = "log";

    private final Server server;
    private final RowReader reader;
    private final PostgresFacts facts;
    private final Path files;

    private ThrowawayPostgres(Server server, RowReader reader, PostgresFacts facts, Path files) {
        this.server = server;
        this.reader = reader;
        this.facts = facts;
        this.files = files;
    }

    /**
     * Unpacks a base backup, checks it, and starts a server on it.
     *
     * @param files folder with the files of the copy
     * @throws IOException when it does not unpack, is broken, or does not start
     */
    static ThrowawayPostgres start(PostgresTools tools, Path files, PostgresFacts facts)
            throws IOException {
        var data = Files.createDirectory(files.resolve("data"));
        DataFolder.make(tools, files, data);

        Files.deleteIfExists(data.resolve("postgresql.auto.conf"));
        Files.createFile(data.resolve("standby.signal"));
        var hba = files.resolve("hba.conf");
        Files.writeString(hba, "host all all 127.0.0.1/32 trust\n");
        var conf = Files.writeString(files.resolve("server.conf"), "");
        int port = Server.freePort();
        var arguments = new ArrayList<String>();
        facts.settings()
                .forEach(
                        (name, value) -> {
                            arguments.add("-c");
                            arguments.add(name + "=" + value);
                        });
        var program =
                tools.server()
                        .with("-D", data.toString())
                        .with("-c", "config_file=" + conf, "-c", "hba_file=" + hba)
                        .with("-c", "ident_file=" + conf, "-c", "port=" + port)
                        .with("-c", "listen_addresses=127.0.0.1")
                        .with("-c", "unix_socket_directories=")
                        .with("-c", "fsync=off", "-c", "max_standby_archive_delay=0")
                        .with("-c", "wal_retrieve_retry_interval=200ms")
                        .with("-c", "recovery_target_timeline=current")
                        .with("-c", "restore_command=test -f ../log/%f && cp ../log/%f %p")
                        .with(arguments.toArray(String[]::new));
        var reader = RowReader.of(port, facts.owner());
        var server = program.start(files, START_MAX, () -> isUp(reader, facts.database()));
        return new ThrowawayPostgres(server, reader, facts, files);
    }

    RowReader reader() {
        return reader;
    }

    /** Where segments of the log are put together, out of its sight. */
    Path prepareLog() throws IOException {
        return Files.createDirectory(files.resolve("log.prepared"));
    }

    /** The segments that came with the copy. */
    Path begunLog() {
        return files.resolve("data/pg_wal");
    }

    /**
     * Gives it the log that was prepared, and has it replay all of that and become a server of its
     * own.
     *
     * @throws IOException when it does not come to the end
     */
    void replay(Reach reach) throws IOException {
        Files.move(files.resolve("log.prepared"), files.resolve(LOG));
        // It replays all that it finds before it obeys. A query that waited for that could be what
        // keeps a row that is to be cleaned up, and wait for itself.
        server.await(START_MAX, () -> isTrue("select pg_promote(false)"));
        server.await(REPLAY_MAX, () -> isTrue("select not pg_is_in_recovery()"));
        long end = endOfHistory();
        if (end < facts.end() || reach.to() - end > RECORD_MAX_BYTES) {
            throw new IOException(
                    "postgres: replayed to %s (expected: %s; its log says why)"
                            .formatted(Lsn.text(end), Lsn.text(reach.to())));
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private boolean isTrue(String select) {
        try (var connection = reader.connect(facts.database());
                var statement = connection.createStatement();
                var found = statement.executeQuery(select)) {
            return found.next() && found.getBoolean(1);
        } catch (SQLException e) {
            // Not now: what it replays goes before what it is asked.
            return false;
        }
    }

    /** Where it left the timeline of the copy: the last line of the history of its new one. */
    private long endOfHistory() throws IOException {
        var history = "%08X.history".formatted(facts.chain().timeline() + 1);
        var last =
                Files.readAllLines(files.resolve("data/pg_wal").resolve(history)).stream()
                        .filter(line -> !line.isBlank())
                        .reduce((a, b) -> b)
                        .orElseThrow(() -> new IOException(history + " is empty"));
        return Lsn.parse(last.split("\t", -1)[1]);
    }

    private static boolean isUp(RowReader reader, String database) {
        try (var connection = reader.connect(database)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            // Not yet.
            return false;
        }
    }
}
