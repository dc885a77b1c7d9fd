package dev.tankfleet.matchmaker.database.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.tankfleet.matchmaker.database.DatabaseAwayException;
import dev.tankfleet.service.postgres.DatabaseConfig;
import dev.tankfleet.service.postgres.DatabaseTrouble;
import dev.tankfleet.service.postgres.RotatingDataSource;
import dev.tankfleet.service.postgres.Schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A pool of connections. Any thread may use it; one that finds no free connection waits at most 2
 * s.
 */
public final class Database implements AutoCloseable {
    private static final String SERVICE = "matchmaker";
    private static final Duration STATEMENT_MAX = Duration.ofSeconds(3);
    private static final Duration CONNECTION_WAIT_MAX = Duration.ofSeconds(2);

    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Brings the schema up to date and opens the pool.
     *
     * @throws RuntimeException if the database is away or its schema is not ours
     */
    public static Database open(DatabaseConfig config) {
        Schema.migrate(Database.class, SERVICE, config);
        var hikari = new HikariConfig();
        hikari.setPoolName(SERVICE);
        hikari.setDataSource(RotatingDataSource.of(config, SERVICE, STATEMENT_MAX));
        hikari.setMaximumPoolSize(config.connectionsMax());
        hikari.setMinimumIdle(1);
        hikari.setConnectionTimeout(CONNECTION_WAIT_MAX.toMillis());
        return new Database(new HikariDataSource(hikari));
    }

    /**
     * Runs statements that stand alone.
     *
     * @throws DatabaseAwayException if the database cannot be asked now
     */
    public <T> T run(Work<T> work) {
        try (var connection = pool.getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /**
     * Runs statements that hold together or not at all.
     *
     * @throws DatabaseAwayException if the database cannot be asked now; nothing has changed then,
     *     unless the connection broke in the commit itself
     */
    public <T> T inTransaction(Work<T> work) {
        return run(
                connection -> {
                    // The pool sets it back when the connection comes home.
                    connection.setAutoCommit(false);
                    try {
                        T result = work.run(connection);
                        connection.commit();
                        return result;
                    } catch (SQLException | RuntimeException e) {
                        rollBack(connection, e);
                        throw e;
                    }
                });
    }

    /** A broken connection cannot roll back either; what broke it is what must be told. */
    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static RuntimeException failure(SQLException e) {
        return DatabaseTrouble.passes(e)
                ? new DatabaseAwayException(e)
                : new IllegalStateException("a statement is wrong", e);
    }

    /** Statements on one connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** Runs them. */
        T run(Connection connection) throws SQLException;
    }
}
