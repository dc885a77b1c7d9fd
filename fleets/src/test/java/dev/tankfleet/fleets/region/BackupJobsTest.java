package dev.tankfleet.fleets.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.backup.exporter.ExporterConfig;
import dev.tankfleet.backup.store.s3.S3Config;
import dev.tankfleet.fleets.chart.BackupJobs;
import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.ValueSet;
import dev.tankfleet.process.config.Settings;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;

/** The jobs that make, keep and prove copies of Redis and of the results. */
@OnCharts
final class BackupJobsTest {
    private static final ValueSet PINNED = Chart.REGION.with("pinned");

    @TempDir private Path folder;
    private BackupJobs jobs;

    @BeforeEach
    void renderTheChart() {
        jobs = new BackupJobs(PINNED.rendered(), folder);
    }

    @ParameterizedTest
    @CsvSource({"backup, redis: connect", "backup-results, nats: connect"})
    void tellsWhoMakesCopiesAllThatItNeeds(String component, String said) throws IOException {
        // It gets as far as a server that is not there.
        assertThat(jobs.run(component, 1)).contains(said);
    }

    @ParameterizedTest
    @CsvSource({"backup-rotate", "backup-results-rotate"})
    void tellsWhoKeepsCopiesAllThatItNeeds(String component) throws IOException {
        assertThat(jobs.run(component, 0)).contains("kept: 0");
    }

    @ParameterizedTest
    @CsvSource({"backup-drill, redis/us-east", "backup-results-drill, jetstream/us-east"})
    void tellsWhoProvesCopiesAllThatItNeeds(String component, String source) throws IOException {
        assertThat(jobs.run(component, 1)).contains("failed: no copy of " + source);
    }

    @Test
    void tellsWhoWatchesCopiesAllThatItNeeds() {
        var settings = Settings.of(jobs.environment("backup-exporter"));

        var watched = settings.bind(ExporterConfig.class, "").each();
        var store = settings.bind(S3Config.class, "store");

        assertThat(watched)
                .extracting(one -> one.kind() + "/" + one.source())
                .containsExactlyInAnyOrder("redis/us-east", "jetstream/us-east");
        assertThat(String.valueOf(store.endpoint())).isEqualTo("https://s3.example");
        assertThat(jobs.environment("backup-exporter")).containsKeys("SIGN_TRUSTED", "STORE_URL");
    }

    @ParameterizedTest
    @CsvSource({"backup, REDIS_PASSWORD_FILE", "backup-results, NATS_PASSWORD_FILE"})
    void givesEachJobTheKeysThatItNeedsAndNoOther(String component, String source) {
        assertThat(jobs.environment(component))
                .containsKeys("SIGN_KEY_FILE", source)
                .doesNotContainKeys("SEAL_IDENTITY_FILE");
        assertThat(jobs.environment(component + "-rotate"))
                .doesNotContainKeys("SIGN_KEY_FILE", source, "SEAL_IDENTITY_FILE");
        assertThat(jobs.environment(component + "-drill"))
                .containsKeys("SIGN_KEY_FILE", "SEAL_IDENTITY_FILE")
                .doesNotContainKeys(source);
    }

    @Test
    void makesNoCopiesWhereNoStoreIsNamed() {
        assertThat(Chart.REGION.byDefault().rendered().pods())
                .noneMatch(pod -> pod.component().startsWith("backup"));
    }
}
