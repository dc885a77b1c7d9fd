package dev.tankfleet.matchmaker.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.matchmaker.database.DatabaseAwayException;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.service.postgres.DatabaseConfig;
import dev.tankfleet.service.postgres.DatabaseTrouble;
import dev.tankfleet.testkit.postgres.TestPostgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;

/** What the pool says when PostgreSQL does not do as it is told. */
final class DatabaseIT {
    private final Database database = open();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tellsThatTheDatabaseIsAwayWhenTheConnectionBreaksInATransaction() {
        // Nothing can be rolled back on a connection that is gone: what broke it must be told.
        assertThatThrownBy(
                        () ->
                                database.inTransaction(
                                        connection ->
                                                execute(
                                                        connection,
                                                        "SELECT pg_terminate_backend("
                                                                + "pg_backend_pid())")))
                .isInstanceOf(DatabaseAwayException.class);

        assertThat(database.<Boolean>run(connection -> execute(connection, "SELECT 1"))).isTrue();
    }

    @Test
    void callsAMistakeAMistake() {
        assertThatThrownBy(() -> database.run(connection -> execute(connection, "SELEKT")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wrong");
    }

    /** Calls that are under way when a matchmaker stops are no mistake of anybody. */
    @Test
    void tellsWhoIsLateThatTheDatabaseIsAway() {
        database.close();

        assertThatThrownBy(() -> database.run(connection -> execute(connection, "SELECT 1")))
                .isInstanceOf(DatabaseAwayException.class)
                // What answers requests looks at the cause.
                .matches(DatabaseTrouble::passes);
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private static Database open() {
        var test = TestPostgres.freshDatabase();
        return Database.open(
                new DatabaseConfig(test.jdbcUrl(), test.user(), Secret.of(test.password()), 2));
    }
}
