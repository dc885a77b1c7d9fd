package dev.tankfleet.backup.archiver.postgres;

import dev.tankfleet.backup.archiver.WalSource;
import dev.tankfleet.backup.postgres.PostgresConfig;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A PostgreSQL, 15 or later, followed as a standby follows it: by a user who has REPLICATION and
 * nothing else, and may log in to no database. Owned by the archiver's thread.
 */
public final class PostgresWalSource implements WalSource {
    private static final int CONNECT_MAX_S = 10;

    /** Longest silence: the server is asked for a sign of life much more often. */
    private static final int SILENCE_MAX_S = 60;

    private final PostgresConfig config;
    private final String slot;

    private PostgresWalSource(PostgresConfig config, String slot) {
        this.config = config;
        this.slot = slot;
    }

    /** A server, and the slot by which it knows what to keep. */
    public static PostgresWalSource of(PostgresConfig config, String slot) {
        return new PostgresWalSource(config, slot);
    }

    @Override
    public Session connect() throws IOException {
        var properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password().current().reveal());
        properties.setProperty("sslmode", config.tls().mode());
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_MAX_S));
        properties.setProperty("socketTimeout", Integer.toString(SILENCE_MAX_S));
        properties.setProperty("ApplicationName", slot);
        // Commands of replication are no SQL: nothing may be prepared, and nothing asked besides.
        properties.setProperty("replication", "true");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("assumeMinServerVersion", "15");
        try {
            var connection =
                    DriverManager.getConnection(
                            "jdbc:postgresql://%s:%d/".formatted(config.host(), config.port()),
                            properties);
            try {
                return ReplicationSession.open(connection, slot);
            } catch (SQLException | IOException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IOException("postgres: connect to replicate: " + e.getMessage(), e);
        }
    }
}
