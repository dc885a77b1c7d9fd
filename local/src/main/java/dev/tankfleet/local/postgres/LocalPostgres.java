package dev.tankfleet.local.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The running database. Started and closed by the fleet's own thread; what runs now is guarded by
 * the object.
 *
 * <p>A cluster counts as made only once it has answered: a mark beside it says so. Without the
 * mark, a half-made one of an interrupted first start is thrown away. A postmaster that outlived
 * its fleet is stopped first.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final Duration STARTUP_MAX = Duration.ofSeconds(30);
    private static final String CONNECTIONS_MAX = "60";
    private static final String MEMORY = "32MB";

    private static final int RESTARTS_MAX = 20;
    private static final long RESTART_AFTER_NS = 500_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);

    private final Path folder;
    private final int port;

    // Guarded by this.
    private EmbeddedPostgres postgres;
    private boolean isClosed;
    private int restarts;

    private LocalPostgres(Path folder, int port, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.port = port;
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
        return new LocalPostgres(folder, port, open(folder, port));
    }

    /**
     * Has it started again whenever it ends by itself, at most {@value #RESTARTS_MAX} times.
     *
     * @throws IllegalStateException if it has ended already
     */
    public synchronized void keepAlive() {
        var watched =
                process()
                        .orElseThrow(
                                () -> new IllegalStateException("PostgreSQL has ended already"));
        Thread.ofVirtual().name("watch-postgres").start(() -> startAgainAfter(watched));
    }

    private void startAgainAfter(ProcessHandle ended) {
        ended.onExit().join();
        do {
            LockSupport.parkNanos(RESTART_AFTER_NS);
        } while (!isStartedAgain());
    }

    /** False for the next try: processes of the one before may hold its memory for a while. */
    private synchronized boolean isStartedAgain() {
        if (isClosed || restarts == RESTARTS_MAX) {
            return true;
        }
        restarts++;
        LOG.warn("PostgreSQL ended; it is started again");
        try {
            postgres.close(); // the one that ended still holds the folder
            postgres = open(folder, port);
            keepAlive();
            return true;
        } catch (IOException | UncheckedIOException e) {
            LOG.atWarn().setCause(e).log("PostgreSQL does not start yet");
            return false;
        }
    }

    private static EmbeddedPostgres open(Path folder, int port) {
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
            return postgres;
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
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The process that listens, if it runs. */
    public Optional<ProcessHandle> process() {
        try {
            var file = folder.resolve("postgres").resolve("postmaster.pid");
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Role that owns everything. */
    public String user() {
        return "postgres";
    }

    /** Stops it and waits until it is down. */
    @Override
    public synchronized void close() {
        isClosed = true;
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
