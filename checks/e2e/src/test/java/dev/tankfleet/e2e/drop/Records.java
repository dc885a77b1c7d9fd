package dev.tankfleet.e2e.drop;

import dev.tankfleet.process.config.RotatingSecret;
import dev.tankfleet.service.postgres.DatabaseConfig;
import dev.tankfleet.testkit.postgres.TestDatabase;
import dev.tankfleet.testkit.postgres.TestPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A database that asks for a password, which the servers of tests do not: the rule for its role
 * stands before theirs. Owned by the test's thread.
 */
final class Records {
    private final TestDatabase database = TestPostgres.freshDatabase();
    private final RotatingSecret password;

    Records(RotatingSecret password) {
        this.password = password;
        var role = role();
        try {
            execute("CREATE ROLE " + role + " LOGIN");
            execute("GRANT CREATE, CONNECT ON DATABASE " + database.name() + " TO " + role);
            giveThePasswordOfNow();
            var rules = Path.of(ask("SHOW hba_file"));
            var rule = "host " + database.name() + " " + role + " all scram-sha-256\n";
            Files.writeString(rules, rule + Files.readString(rules));
            ask("SELECT pg_reload_conf()");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DatabaseConfig config(int connections) {
        return new DatabaseConfig(database.jdbcUrl(), role(), password, connections);
    }

    void giveThePasswordOfNow() {
        execute("ALTER ROLE " + role() + " PASSWORD '" + password.current().reveal() + "'");
    }

    /** Takes away the connections that are open, so that new ones have to be made. */
    void closeConnections() {
        ask(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '"
                        + role()
                        + "'");
    }

    private String role() {
        return "player_" + database.name();
    }

    private void execute(String sql) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refuses", e);
        }
    }

    private String ask(String sql) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refuses", e);
        }
    }
}
