package dev.tankfleet.backup.postgres;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tankfleet.backup.wal.Lsn;
import dev.tankfleet.backup.wal.WalChain;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.TreeMap;

/**
 * A base backup, as PostgreSQL's own program makes it, and what is to be known of it. Stateless.
 */
final class PostgresBase {
    static final String BASE = "base.tar.gz";
    static final String WAL = "pg_wal.tar.gz";
    static final String MANIFEST = "backup_manifest";

    private static final String ABOUT =
            "select current_setting('server_version'),"
                    + " (select rolname from pg_roles where oid = 10),"
                    + " (select system_identifier from pg_control_system()),"
                    + " pg_size_bytes(current_setting('wal_segment_size')),"
                    + " clock_timestamp()";

    private PostgresBase() {}

    /**
     * Makes one.
     *
     * @param base folder for its files
     * @param folder where the program writes what it says
     */
    static PostgresFacts make(
            PostgresConfig config, PostgresTools tools, RowReader reader, Path base, Path folder)
            throws IOException {
        tools.tool("pg_basebackup")
                .with("--no-password", "--checkpoint=fast")
                .with("-h", config.host(), "-p", Integer.toString(config.port()))
                .with("-U", config.user(), "-D", base.toString())
                .with("-F", "tar", "-z", "-X", "stream", "--manifest-checksums=SHA256")
                .withVariable("PGPASSWORD", config.password().current().reveal())
                .withVariable("PGSSLMODE", config.tls().mode())
                .run(folder, config.backupMax());
        try (var connection = reader.connect(config.database())) {
            return facts(config, base, connection);
        } catch (SQLException e) {
            throw new IOException("postgres: connect: " + e.getMessage(), e);
        }
    }

    private static PostgresFacts facts(PostgresConfig config, Path base, Connection connection)
            throws SQLException, IOException {
        var settings = new TreeMap<String, String>();
        for (var name : PostgresFacts.SETTINGS) {
            settings.put(name, one(connection, "select current_setting('" + name + "')"));
        }
        var manifest = base.resolve(MANIFEST);
        var ranges = new ObjectMapper().readTree(manifest.toFile()).path("WAL-Ranges");
        if (ranges.size() != 1) {
            throw new IOException(
                    "%s: %d ranges of the log (expected: 1; it became another timeline)"
                            .formatted(MANIFEST, ranges.size()));
        }
        var range = ranges.get(0);
        try (var statement = connection.createStatement();
                var about = statement.executeQuery(ABOUT)) {
            about.next();
            int column = 1;
            return new PostgresFacts(
                    about.getString(column++),
                    about.getString(column++),
                    config.database(),
                    new WalChain(about.getString(column++), range.path("Timeline").asInt()),
                    about.getLong(column++),
                    settings,
                    Lsn.parse(range.path("End-LSN").asText()),
                    about.getObject(column, OffsetDateTime.class).toInstant());
        }
    }

    private static String one(Connection connection, String select) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(select)) {
            found.next();
            return found.getString(1);
        }
    }
}
