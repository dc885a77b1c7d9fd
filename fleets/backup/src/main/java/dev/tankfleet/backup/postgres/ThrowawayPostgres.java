package dev.tankfleet.backup.postgres;

import dev.tankfleet.backup.program.Program;
import dev.tankfleet.backup.program.Server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A PostgreSQL on loopback, made of a base backup. It has a configuration of its own, in which
 * whoever reaches it is trusted: that is its machine, or Pod, alone. Owned by one command's thread.
 */
final class ThrowawayPostgres implements AutoCloseable {
    /** What is replayed is what was written while the copy was made. */
    private static final Duration START_MAX = Duration.ofMinutes(15);

    private static final Duration UNPACK_MAX = Duration.ofHours(1);

    private final Server server;
    private final RowReader reader;

    private ThrowawayPostgres(Server server, RowReader reader) {
        this.server = server;
        this.reader = reader;
    }

    /**
     * Unpacks a base backup, checks it, and starts a server on it.
     *
     * @param files folder with the files of the copy
     * @param user who owned the server
     * @throws IOException when it does not unpack, is broken, or does not start
     */
    static ThrowawayPostgres start(PostgresTools tools, Path files, String user, String database)
            throws IOException {
        var data = Files.createDirectory(files.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        unpack(files, "base.tar.gz", data);
        unpack(files, "pg_wal.tar.gz", data.resolve("pg_wal"));
        Files.copy(files.resolve("backup_manifest"), data.resolve("backup_manifest"));
        tools.tool("pg_verifybackup").with("--quiet", data.toString()).run(files, UNPACK_MAX);

        Files.deleteIfExists(data.resolve("postgresql.auto.conf"));
        var hba = files.resolve("hba.conf");
        Files.writeString(hba, "host all all 127.0.0.1/32 trust\n");
        var conf = Files.writeString(files.resolve("server.conf"), "");
        int port = Server.freePort();
        var program =
                tools.server()
                        .with("-D", data.toString())
                        .with("-c", "config_file=" + conf, "-c", "hba_file=" + hba)
                        .with("-c", "ident_file=" + conf, "-c", "port=" + port)
                        .with("-c", "listen_addresses=127.0.0.1")
                        .with("-c", "unix_socket_directories=")
                        .with("-c", "fsync=off")
                        .with("-c", "max_wal_senders=0", "-c", "wal_level=minimal");
        var reader = RowReader.of(port, user);
        var server = program.start(files, START_MAX, () -> isUp(reader, database));
        return new ThrowawayPostgres(server, reader);
    }

    RowReader reader() {
        return reader;
    }

    @Override
    public void close() {
        server.close();
    }

    private static void unpack(Path files, String archive, Path folder) throws IOException {
        Program.of("tar", "--no-same-owner", "-xzf", files.resolve(archive).toString())
                .with("-C", folder.toString())
                .run(files, UNPACK_MAX);
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
