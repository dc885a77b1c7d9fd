package dev.tankfleet.backup.postgres;

import dev.tankfleet.backup.program.Server;
import dev.tankfleet.process.config.RotatingSecret;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL with all its tools, and a user who may copy it and no more. Owned by one test class.
 */
public final class DebianPostgres implements AutoCloseable {
    /** Root may not run PostgreSQL; whom no name is given to is not root. */
    private static final List<String> LAUNCHER =
            System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of();

    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final int RUN_MAX_S = 60;

    private final int port;
    private final Process process;

    private DebianPostgres(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    public static DebianPostgres start(Path folder) throws IOException {
        Files.createDirectories(folder);
        var data = folder.resolve("data");
        var log = folder.resolve("postgres.log");
        var make =
                launch(
                        log,
                        bin("initdb"),
                        "-D",
                        data.toString(),
                        "-U",
                        "postgres",
                        "-A",
                        "trust",
                        "--no-sync",
                        "-E",
                        "UTF8",
                        "--locale=C");
        if (await(make) != 0) {
            throw new IOException("initdb: " + Files.readString(log));
        }
        Files.writeString(
                data.resolve("pg_hba.conf"),
                """
                host all postgres 127.0.0.1/32 trust
                host all backup 127.0.0.1/32 scram-sha-256
                host replication backup 127.0.0.1/32 scram-sha-256
                host replication wal 127.0.0.1/32 scram-sha-256
                """);
        var server = on(data, log);
        server.execute(
                "postgres",
                "create role backup login replication password 'backup-backup'",
                "grant pg_read_all_data to backup",
                "create role wal login replication password 'wal-wal'");
        return server;
    }

    /** On a folder that was restored; it may be a while until it has recovered. */
    public static DebianPostgres on(Path data, Path log) throws IOException {
        int port = Server.freePort();
        var process =
                launch(
                        log,
                        bin("postgres"),
                        "-D",
                        data.toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off",
                        "-c",
                        "wal_level=replica");
        var server = new DebianPostgres(port, process);
        Eventually.eventuallyTrue(START_MAX, "PostgreSQL answers", server::isAnswering);
        return server;
    }

    /** Where the distribution keeps them. */
    public static PostgresTools tools() {
        return new PostgresTools(Program.POSTGRES.path().orElseThrow().getParent(), LAUNCHER);
    }

    /** As the user who copies. */
    public PostgresConfig config() {
        return new PostgresConfig(
                "127.0.0.1",
                port,
                "backup",
                RotatingSecret.of("backup-backup"),
                "postgres",
                PostgresConfig.Tls.DISABLE,
                Duration.ofMinutes(5));
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres".formatted(port, database));
    }

    public void execute(String database, String... statements) {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            for (var text : statements) {
                statement.execute(text);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row. */
    public String ask(String database, String select) {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var found = statement.executeQuery(select)) {
            found.next();
            return String.valueOf(found.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        await(process);
    }

    private boolean isAnswering() {
        try (var connection = connect("postgres")) {
            return isTrue(connection, "select not pg_is_in_recovery()");
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean isTrue(Connection connection, String select) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(select)) {
            return found.next() && found.getBoolean(1);
        }
    }

    private static String bin(String name) {
        return Program.POSTGRES.path().orElseThrow().resolveSibling(name).toString();
    }

    private static Process launch(Path log, String... command) throws IOException {
        var all = new ArrayList<>(LAUNCHER);
        all.addAll(List.of(command));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static int await(Process process) {
        try {
            if (!process.waitFor(RUN_MAX_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
