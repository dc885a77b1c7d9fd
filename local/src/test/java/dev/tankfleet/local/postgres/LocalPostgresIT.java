package dev.tankfleet.local.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.local.port.PortPlan;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

final class LocalPostgresIT {
    @Test
    void keepsItsDataFromOneStartToTheNext(@TempDir Path folder) throws Exception {
        try (var first = LocalPostgres.start(folder, freePort())) {
            execute(first, "CREATE TABLE kept (n int)");
        }

        try (var second = LocalPostgres.start(folder, freePort())) {
            execute(second, "INSERT INTO kept VALUES (1)");
        }
    }

    @Test
    void throwsAHalfMadeClusterAway(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(folder.resolve("postgres").resolve("PG_VERSION"), "half");

        try (var postgres = LocalPostgres.start(folder, freePort())) {
            execute(postgres, "SELECT 1");
        }
    }

    @Test
    void signalsNobodyWhoServesAnotherFolder(@TempDir Path folder) throws Exception {
        var data = Files.createDirectories(folder.resolve("postgres"));
        var pid = Long.toString(ProcessHandle.current().pid());
        Files.writeString(data.resolve("postmaster.pid"), pid + "\n/another/folder\n");

        assertThatThrownBy(() -> LocalPostgres.start(folder, freePort()))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage(
                        data.resolve("postmaster.pid")
                                + " names another data directory; remove it if no PostgreSQL uses "
                                + data);
    }

    private static void execute(LocalPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int freePort() {
        return PortPlan.auto(1, 1).postgres();
    }
}
