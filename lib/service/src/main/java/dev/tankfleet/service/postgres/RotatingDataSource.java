package dev.tankfleet.service.postgres;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.logging.Logger;

import javax.sql.DataSource;

/**
 * Opens connections with the password as it is at that moment. A role of PostgreSQL has one, and
 * its server may have read it earlier or later than we: so each value that counts is tried. Safe
 * for all threads; a pool calls it on its own.
 */
public final class RotatingDataSource implements DataSource {
    /** What PostgreSQL says to a wrong password (its manual, appendix A). */
    private static final String WRONG_PASSWORD = "28P01";

    private final DatabaseConfig config;
    private final PGSimpleDataSource source = new PGSimpleDataSource();

    private RotatingDataSource(DatabaseConfig config, String url) {
        this.config = config;
        source.setUrl(url);
    }

    /** One whose connections have the deadlines of {@link DatabaseConfig#urlWithDeadlines}. */
    public static RotatingDataSource of(
            DatabaseConfig config, String service, Duration statementMax) {
        return new RotatingDataSource(config, config.urlWithDeadlines(service, statementMax));
    }

    @Override
    public Connection getConnection() throws SQLException {
        var values = config.password().values();
        int last = values.size() - 1;
        for (int i = 0; i < last; i++) {
            try {
                return getConnection(config.user(), values.get(i).reveal());
            } catch (SQLException e) {
                if (!WRONG_PASSWORD.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
        return getConnection(config.user(), values.get(last).reveal());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return source.getConnection(user, password);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
