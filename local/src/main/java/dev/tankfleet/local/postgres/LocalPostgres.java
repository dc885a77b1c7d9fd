package dev.tankfleet.local.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/**
 * The running database. Started and closed by the fleet's own thread.
 *
 * <p>A cluster counts as made only once it has answered: a mark beside it says so. Without the
 * mark, a half-made one of an interrupted first start is thrown away. A postmaster that outlived
 * its fleet is stopped first.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final Duration STARTUP_MAX = Duration.ofSeconds(30);
    private static final String CONNECTIONS_MAX = "60";
    private static final String MEMORY = "32MB";

    private final EmbeddedPostgres postgres;

    private LocalPostgres(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Stops a postmaster that a killed fleet left behind in its folder.
     *
     * @throws UncheckedIOException if it cannot be stopped, or the folder names another one
     */
    public static void stopLeftBehind(Path folder) {
        try {
            StalePostmaster.stop(folder.resolve("postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException("A PostgreSQL left behind does not stop", e);
        }
    }

    /**
     * Starts the cluster in a folder, and makes it if there is none.
     *
     * @param folder folder of the fleet; the cluster lives in {@code postgres} below it
     * @param port port to listen on, on the loopback address only
     * @throws UncheckedIOException if it does not start
     */
    public static LocalPostgres start(Path folder, int port) {
        var data = folder.resolve("postgres");
        var mark = folder.resolve("postgres.made");
        try {
            Files.createDirectories(folder);
            StalePostmaster.stop(data);
            if (!Files.exists(mark)) {
                delete(data);
            }
            var postgres =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(data)
                            .setCleanDataDirectory(false)
                            .setRegisterShutdownHook(false)
                            .setPort(port)
                            .setPGStartupWait(STARTUP_MAX)
                            .setServerConfig("listen_addresses", "127.0.0.1")
                            .setServerConfig("max_connections", CONNECTIONS_MAX)
                            .setServerConfig("shared_buffers", MEMORY)
                            // Each service owns a schema and its statements; the server's own log
                            // goes to a file.
                            .setOutputRedirector(
                                    Redirect.appendTo(folder.resolve("postgres.log").toFile()))
                            .start();
            Files.writeString(mark, "");
            return new LocalPostgres(postgres);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "PostgreSQL in " + data + " does not start; see postgres.log beside it", e);
        }
    }

    /**
     * Address for JDBC, without user or password: whoever can reach the loopback address is let in
     * as {@link #user}.
     */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    /** Role that owns everything. */
    public String user() {
        return "postgres";
    }

    /** Stops it and waits until it is down. */
    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, java.io.IOException failure) throws IOException {
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
