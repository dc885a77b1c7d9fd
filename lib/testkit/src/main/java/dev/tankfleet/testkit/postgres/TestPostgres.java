package dev.tankfleet.testkit.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The PostgreSQL of this JVM's tests. Guarded by the class. It listens on loopback, keeps nothing
 * safe on disk (no fsync), needs no root and stops with the JVM. The first start unpacks the server
 * and takes some seconds, later ones about one.
 */
public final class TestPostgres {
    private static final String USER = "postgres";
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    // Guarded by the class.
    private static @Nullable EmbeddedPostgres server;

    private TestPostgres() {}

    /**
     * Makes an empty database of its own for a test class.
     *
     * @throws UncheckedIOException when PostgreSQL does not start
     * @throws IllegalStateException when it refuses
     */
    public static TestDatabase freshDatabase() {
        var running = server();
        var name = "test_" + DATABASES.incrementAndGet();
        try (var connection = running.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + name, e);
        }
        return new TestDatabase(
                name,
                "jdbc:postgresql://localhost:%d/%s".formatted(running.getPort(), name),
                USER,
                // The test server trusts everyone on loopback.
                USER,
                running.getDatabase(USER, name));
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server =
                        EmbeddedPostgres.builder()
                                .setServerConfig("fsync", "off")
                                .setServerConfig("synchronous_commit", "off")
                                .setServerConfig("full_page_writes", "off")
                                .setPGStartupWait(START_MAX)
                                .start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL does not start", e);
            }
        }
        return server;
    }
}
