package dev.tankfleet.fleets.centre;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.backup.archiver.WalConfig;
import dev.tankfleet.backup.exporter.ExporterConfig;
import dev.tankfleet.backup.postgres.DebianPostgres;
import dev.tankfleet.backup.postgres.PostgresConfig;
import dev.tankfleet.fleets.chart.BackupJobs;
import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.ValueSet;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The jobs that make, keep and prove copies of PostgreSQL. */
@OnCharts
final class BackupJobsTest {
    private static final ValueSet PINNED = Chart.CENTRE.with("pinned");
    private static final String PASSWORD = "password-of-backup";

    @TempDir private Path folder;
    private BackupJobs jobs;

    @BeforeEach
    void renderTheChart() {
        jobs = new BackupJobs(PINNED.rendered(), folder);
    }

    @Test
    @NeedsProgram(Program.POSTGRES)
    void copiesAndProvesAPostgresWithTheRolesOfTheChart() throws IOException {
        try (var postgres = DebianPostgres.start(folder.resolve("postgres"))) {
            makeRoles(postgres);
            postgres.execute(
                    "tankfleet",
                    "create table auth.account (id int primary key, name text)",
                    "alter table auth.account owner to auth",
                    "insert into auth.account values (1, 'one'), (2, 'two')");
            var tools = DebianPostgres.tools();
            var here =
                    Map.of(
                            "POSTGRES_HOST",
                            "127.0.0.1",
                            "POSTGRES_PORT",
                            Integer.toString(postgres.config().port()),
                            "POSTGRES_PASSWORD",
                            PASSWORD,
                            "POSTGRES_TLS",
                            "disable",
                            "POSTGRES_TOOLS_FOLDER",
                            String.valueOf(tools.folder()),
                            "POSTGRES_TOOLS_LAUNCHER",
                            String.join(",", tools.launcher()));

            assertThat(jobs.run("backup", 0, here)).startsWith("postgres/centre/");
            assertThat(jobs.run("backup-rotate", 0)).contains("kept: 1");
            assertThat(jobs.run("backup-drill", 0, here)).contains("2 compared, 0 missing");
        }
    }

    @Test
    void tellsWhoMakesCopiesWhereTheDatabaseIs() {
        assertThat(jobs.environment("backup"))
                .containsEntry("POSTGRES_HOST", "db.tankfleet.example")
                .containsEntry("POSTGRES_PORT", "5432")
                .containsEntry("POSTGRES_DATABASE", "tankfleet")
                .containsEntry("POSTGRES_TLS", "verify-full");
        assertThat(PINNED.rendered().pod("backup").container().path("volumeMounts"))
                .anyMatch(mount -> mount.path("mountPath").asText().equals("/tmp/.postgresql"));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:6432/fleet?ssl=true, db, 6432, fleet",
        "jdbc:postgresql://db/fleet, db, 5432, fleet",
        "jdbc:postgresql://[2001:db8::1]:5433/fleet, 2001:db8::1, 5433, fleet",
        "jdbc:postgresql://[2001:db8::1]/fleet, 2001:db8::1, 5432, fleet"
    })
    void readsTheAddressOutOfTheUrl(String url, String host, String port, String database) {
        var rendered = PINNED.render("r", List.of("--set-string", "postgres.external.url=" + url));

        assertThat(new BackupJobs(rendered, folder).environment("backup"))
                .containsEntry("POSTGRES_HOST", host)
                .containsEntry("POSTGRES_PORT", port)
                .containsEntry("POSTGRES_DATABASE", database);
    }

    @Test
    void tellsWhoProvesCopiesAllThatItNeeds() throws IOException {
        assertThat(jobs.run("backup-drill", 1)).contains("failed: no copy of postgres/centre");
    }

    @Test
    void tellsWhoWatchesCopiesAllThatItNeeds() {
        var settings = Settings.of(jobs.environment("backup-exporter"));

        assertThat(settings.bind(ExporterConfig.class, "").each())
                .extracting(one -> one.kind() + "/" + one.source())
                .containsExactlyInAnyOrder("postgres/centre", "wal/centre");
    }

    @Test
    void tellsWhoFollowsTheLogAllThatItNeeds() {
        var environment = jobs.environment("backup-wal");
        var settings = Settings.of(environment);

        assertThat(settings.bind(WalConfig.class, "wal").every()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.bind(PostgresConfig.class, "postgres").host())
                .isEqualTo("db.tankfleet.example");
        assertThat(environment)
                .containsEntry("SOURCE", "centre")
                .containsEntry("OPS_PORT", "8006")
                .containsKeys("STORE_URL", "SEAL_RECIPIENTS", "SIGN_KEY_FILE");
    }

    @Test
    void givesEachJobTheKeysThatItNeedsAndNoOther() {
        assertThat(jobs.environment("backup-wal"))
                .doesNotContainKeys("SEAL_IDENTITY_FILE", "SIGN_TRUSTED");
        assertThat(jobs.environment("backup"))
                .containsKeys("SIGN_KEY_FILE", "POSTGRES_PASSWORD_FILE")
                .doesNotContainKeys("SEAL_IDENTITY_FILE");
        assertThat(jobs.environment("backup-rotate"))
                .doesNotContainKeys(
                        "SIGN_KEY_FILE", "POSTGRES_PASSWORD_FILE", "SEAL_IDENTITY_FILE");
        assertThat(jobs.environment("backup-drill"))
                .containsKeys("SIGN_KEY_FILE", "SEAL_IDENTITY_FILE")
                .doesNotContainKeys("POSTGRES_PASSWORD_FILE");
    }

    @Test
    void makesNoCopiesWhereNoStoreIsNamed() {
        assertThat(Chart.CENTRE.byDefault().rendered().pods())
                .noneMatch(pod -> pod.component().startsWith("backup"));
    }

    /**
     * As the chart's script does it on an empty volume; the test's server has made its own role.
     */
    private static void makeRoles(DebianPostgres postgres) {
        var script = files(Chart.CENTRE.byDefault().rendered());
        assertThat(script.get("roles.sh")).contains("host replication backup all scram-sha-256");
        postgres.execute("postgres", "drop role backup", "create database tankfleet");
        postgres.execute(
                "tankfleet",
                script.get("roles.sql")
                        .replace(":'auth'", "'a'")
                        .replace(":'matchmaker'", "'m'")
                        .replace(":'backup'", "'" + PASSWORD + "'"));
    }

    private static Map<String, String> files(Rendered rendered) {
        var data = rendered.one("ConfigMap", "r-postgres").path("data");
        return Map.of(
                "roles.sh", data.path("roles.sh").asText(),
                "roles.sql", data.path("roles.sql").asText());
    }
}
