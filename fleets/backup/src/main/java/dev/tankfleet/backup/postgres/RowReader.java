package dev.tankfleet.backup.postgres;

import dev.tankfleet.backup.drill.StoodStill;
import dev.tankfleet.backup.index.Lines;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Every row of every table of a server as a line: database, table, hash. Each database is read at
 * one moment of its own. Lines come in their natural order. Owned by one thread.
 */
final class RowReader {
    private static final int FETCHED = 10_000;
    private static final int CONNECT_MAX_S = 10;

    /** What a text of a row depends on, besides the row. */
    private static final String SAME_TEXTS =
            "set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601'; set"
                    + " extra_float_digits = 1; set bytea_output = 'hex'; set lc_monetary = 'C'";

    private static final String DATABASES =
            "select datname from pg_database where datallowconn and not datistemplate";

    /** What outlives a crash and has rows of its own: no views, no foreign or unlogged tables. */
    private static final String TABLES =
            "select format('%I.%I', n.nspname, c.relname) from pg_class c"
                    + " join pg_namespace n on n.oid = c.relnamespace"
                    + " where c.relkind = 'r' and c.relpersistence = 'p'"
                    + " and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'";

    private final String host;
    private final int port;
    private final Properties properties;

    private RowReader(String host, int port, Properties properties) {
        this.host = host;
        this.port = port;
        this.properties = properties;
    }

    static RowReader of(PostgresConfig config) {
        var properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password().current().reveal());
        properties.setProperty("sslmode", config.tls().mode());
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_MAX_S));
        return new RowReader(config.host(), config.port(), properties);
    }

    /** Of a server on loopback that trusts everybody there. */
    static RowReader of(int port, String user) {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("sslmode", "disable");
        return new RowReader("127.0.0.1", port, properties);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(host, port, database), properties);
    }

    /**
     * Lists all rows of a server.
     *
     * @param first any database
     * @throws IOException when the server fails or the file cannot be written
     */
    void write(String first, Path file) throws IOException {
        try (var out = Lines.write(file)) {
            for (var database : databases(first)) {
                try (var connection = connect(database)) {
                    write(connection, database, out);
                }
            }
        } catch (SQLException e) {
            throw new IOException("postgres: reading rows: " + e.getMessage(), e);
        }
    }

    private List<String> databases(String first) throws SQLException {
        try (var connection = connect(first)) {
            return sorted(connection, DATABASES);
        }
    }

    private static void write(Connection connection, String database, Writer out)
            throws SQLException, IOException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(SAME_TEXTS);
        }
        for (var table : sorted(connection, TABLES)) {
            var select =
                    "select md5(row(each_row.*)::text) collate \"C\" as hash from only "
                            + table
                            + " each_row order by hash";
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(FETCHED);
                try (var found = statement.executeQuery(select)) {
                    while (found.next()) {
                        StoodStill.writeLine(
                                out, database + "\t" + table + "\t" + found.getString(1));
                    }
                }
            }
        }
        connection.commit();
    }

    /** In the order in which lines that begin so stand: a tab comes before whatever a name has. */
    private static List<String> sorted(Connection connection, String select) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(select)) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        names.sort((a, b) -> (a + "\t").compareTo(b + "\t"));
        return names;
    }
}
