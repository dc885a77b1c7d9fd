package dev.tankfleet.fleets.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.ChartProcess;
import dev.tankfleet.fleets.chart.ContainerEnvironment;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.service.postgres.DatabaseConfig;
import dev.tankfleet.service.postgres.RotatingDataSource;
import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/**
 * A real PostgreSQL that the chart's script starts and looks after. What the image does before the
 * server runs is done here in its place, since the image is nowhere near.
 */
@OnCharts
@NeedsProgram(Program.POSTGRES)
final class PostgresPasswordsIT {
    private static final Duration STATEMENT_MAX = Duration.ofSeconds(3);

    /** Root may not run PostgreSQL; whom no name is given to is not root. */
    private static final String AS_NOBODY =
            System.getProperty("user.name").equals("root") ? "unshare -U " : "";

    @TempDir private Path folder;
    private Path keys;
    private int port;
    private ChartProcess server;

    @BeforeEach
    void startPostgres() throws IOException {
        var rendered = Chart.CENTRE.byDefault().rendered();
        var data = rendered.one("ConfigMap", "r-postgres").path("data");
        keys = Files.createDirectories(folder.resolve("keys"));
        var environment =
                ContainerEnvironment.of(rendered, rendered.pod("postgres"), "r-postgres-0", folder);
        for (var key :
                Map.of(
                                "auth",
                                "postgres-auth-password",
                                "matchmaker",
                                "postgres-matchmaker-password",
                                "backup",
                                "postgres-backup-password",
                                "superuser",
                                "postgres-password")
                        .entrySet()) {
            Files.writeString(
                    keys.resolve(key.getKey()), environment.secret("r-keys", key.getValue()));
        }
        port = FreePorts.next();
        var local =
                Map.of(
                        "/etc/tankfleet/keys", keys.toString(),
                        "/var/run/postgresql", folder.toString(),
                        "/etc/postgres-roles", folder.toString(),
                        "/data/pgdata", folder.resolve("pgdata").toString());
        for (var file : List.of("roles.sh", "roles.sql")) {
            Files.writeString(
                    folder.resolve(file), ChartProcess.replaced(data.path(file).asText(), local));
        }
        writeEntrypoint();
        var arguments =
                rendered.pod("postgres")
                        .container()
                        .path("args")
                        .valueStream()
                        .map(argument -> argument.asText())
                        .toArray(String[]::new);
        var variables = new HashMap<>(environment.variables());
        variables.put("PGPORT", Integer.toString(port));
        // Debian's is older than the chart's image, which has locales of its own.
        variables.computeIfPresent(
                "POSTGRES_INITDB_ARGS",
                (_, given) -> given.replaceAll(" --(builtin-)?locale(-provider)?=\\S+", ""));
        server =
                ChartProcess.start(
                        folder,
                        data.path("start.sh").asText(),
                        local,
                        List.of(folder, Program.POSTGRES.path().orElseThrow().getParent()),
                        variables,
                        arguments);
        server.await("the roles have their passwords", () -> told() == 1);
    }

    @AfterEach
    void stopPostgres() {
        server.close();
    }

    /** As an operator does it: the next one behind, then in front, then alone. */
    @Test
    void changesPasswordsUnderAService() throws Exception {
        var mine =
                Files.writeString(folder.resolve("mine"), Files.readString(keys.resolve("auth")));
        var old = Files.readString(mine);
        var superuser = Files.readString(keys.resolve("superuser"));
        var source = source(mine);
        try (var open = source.getConnection()) {
            assertThat(open.isValid(1)).isTrue();
            int before = told();
            for (var content : List.of(old + "\nnext", "next\n" + old, "next\n")) {
                // Once the server is first, once the service.
                if (content.startsWith("next\n" + old)) {
                    ChartProcess.exchange(mine, content);
                    source.getConnection().close();
                }
                ChartProcess.exchange(keys.resolve("auth"), content);
                int wanted = ++before;
                server.await("PostgreSQL knows it", () -> told() == wanted);
                source.getConnection().close();
                ChartProcess.exchange(mine, content);
                source.getConnection().close();
                assertThat(open.isValid(1)).isTrue();
            }
            ChartProcess.exchange(keys.resolve("superuser"), "above-all\n" + superuser);
            int wanted = ++before;
            server.await("the superuser has his next one", () -> told() == wanted);
            ChartProcess.exchange(keys.resolve("superuser"), "above-all");
            server.await("and that is all there is", () -> told() == wanted + 1);
        }
        Files.writeString(mine, old);
        assertThatThrownBy(() -> source.getConnection())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    /**
     * A server that replays its log turns everybody away, as this one does that waits for one who
     * is still there.
     */
    @Test
    void livesThoughItTakesNobodyIn() throws Exception {
        var container = Chart.CENTRE.byDefault().rendered().pod("postgres").container();
        var live = container.path("livenessProbe");
        assertThat(server.passes(live)).isTrue();
        assertThat(server.passes(container.path("startupProbe"))).isTrue();
        assertThat(server.passes(container.path("readinessProbe"))).isTrue();

        try (var _ = source(keys.resolve("auth")).getConnection()) {
            server.askToEnd();

            Eventually.eventuallyTrue(
                    STATEMENT_MAX,
                    "it takes nobody in",
                    () -> !server.passes(container.path("readinessProbe")));
            assertThat(server.passes(live)).isTrue();
        }
        Eventually.eventuallyTrue(STATEMENT_MAX, "it is gone", () -> !server.passes(live));
    }

    private DataSource source(Path password) {
        var environment =
                Map.of(
                        "DB_URL",
                        "jdbc:postgresql://127.0.0.1:" + port + "/tankfleet",
                        "DB_USER",
                        "auth",
                        "DB_PASSWORD_FILE",
                        password.toString());
        var config = Settings.of(environment).bind(DatabaseConfig.class, "db");
        return RotatingDataSource.of(config, "auth", STATEMENT_MAX);
    }

    private int told() {
        return (int) server.log().lines().filter(line -> line.contains("knows the pass")).count();
    }

    /** In the order of the image's own. */
    private void writeEntrypoint() throws IOException {
        var script =
                """
                #!/bin/sh
                set -eu
                socket=%1$s
                echo "$POSTGRES_PASSWORD" > $socket/superuser
                # shellcheck disable=SC2086
                %2$sinitdb -D "$PGDATA" -U postgres --pwfile=$socket/superuser --no-sync $POSTGRES_INITDB_ARGS
                echo 'host all all 127.0.0.1/32 scram-sha-256' >> "$PGDATA/pg_hba.conf"
                %2$spg_ctl -D "$PGDATA" -o "-k $socket -c listen_addresses=" -w start
                export PGPASSWORD="$POSTGRES_PASSWORD" PGHOST=$socket
                psql -U postgres -d postgres -c "CREATE DATABASE $POSTGRES_DB"
                sh $socket/roles.sh
                %2$spg_ctl -D "$PGDATA" -m fast -w stop
                exec %2$s"$@" -D "$PGDATA" -k $socket -c listen_addresses=127.0.0.1
                """
                        .formatted(folder, AS_NOBODY);
        var file = Files.writeString(folder.resolve("docker-entrypoint.sh"), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
