package dev.tankfleet.fleets.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.backup.exporter.ExporterConfig;
import dev.tankfleet.backup.store.s3.S3Config;
import dev.tankfleet.backup.wire.BackupCommand;
import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.ContainerEnvironment;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.ValueSet;
import dev.tankfleet.process.config.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The jobs that make, keep and prove copies, run as the chart says, but on a folder. */
@OnCharts
final class BackupJobsTest {
    private static final ValueSet PINNED = Chart.REGION.with("pinned");
    private static final String SOURCE = "redis/us-east";

    @TempDir private Path folder;

    @Test
    void tellsWhoMakesCopiesAllThatItNeeds() throws IOException {
        // It gets as far as a Redis that is not there.
        assertThat(run("backup", 1)).contains("redis: connect");
    }

    @Test
    void tellsWhoKeepsCopiesAllThatItNeeds() throws IOException {
        assertThat(run("backup-rotate", 0)).contains("kept: 0");
    }

    @Test
    void tellsWhoProvesCopiesAllThatItNeeds() throws IOException {
        assertThat(run("backup-drill", 1)).contains("failed: no copy of " + SOURCE);
    }

    @Test
    void tellsWhoWatchesCopiesAllThatItNeeds() {
        var settings = Settings.of(environment("backup-exporter"));

        var watched = settings.bind(ExporterConfig.class, "").each().getFirst();
        var store = settings.bind(S3Config.class, "store");

        assertThat(watched.kind() + "/" + watched.source()).isEqualTo(SOURCE);
        assertThat(String.valueOf(store.endpoint())).isEqualTo("https://s3.example");
        assertThat(environment("backup-exporter")).containsKeys("SIGN_TRUSTED", "STORE_URL");
    }

    @Test
    void givesEachJobTheKeysThatItNeedsAndNoOther() {
        assertThat(environment("backup"))
                .containsKeys("SIGN_KEY_FILE", "REDIS_PASSWORD_FILE")
                .doesNotContainKeys("SEAL_IDENTITY_FILE");
        assertThat(environment("backup-rotate"))
                .doesNotContainKeys("SIGN_KEY_FILE", "REDIS_PASSWORD_FILE", "SEAL_IDENTITY_FILE");
        assertThat(environment("backup-drill"))
                .containsKeys("SIGN_KEY_FILE", "SEAL_IDENTITY_FILE")
                .doesNotContainKeys("REDIS_PASSWORD_FILE");
    }

    @Test
    void makesNoCopiesWhereNoStoreIsNamed() {
        assertThat(Chart.REGION.byDefault().rendered().pods())
                .noneMatch(pod -> pod.component().startsWith("backup"));
    }

    private Map<String, String> environment(String component) {
        var rendered = PINNED.rendered();
        var pod = rendered.pod(component);
        return ContainerEnvironment.of(rendered, pod, "r-" + component, folder).variables();
    }

    /** Runs a job with keys that are some, and a store and a scratch folder of this test. */
    private String run(String component, int status) throws IOException {
        var environment = new HashMap<>(environment(component));
        environment.put("STORE_URL", "file://" + folder.resolve("store"));
        environment.put("SCRATCH", folder.toString());
        environment.replace("REDIS_URL", "redis://127.0.0.1:1");
        var keys = new Properties();
        keys.load(new StringReader(run(new String[] {"keys"}, Map.of(), 0)));
        for (var name : keys.stringPropertyNames()) {
            var file = environment.get(name + "_FILE");
            if (file != null) {
                Files.writeString(Path.of(file), keys.getProperty(name));
            } else if (environment.containsKey(name)) {
                environment.put(name, keys.getProperty(name));
            }
        }
        var arguments = PINNED.rendered().pod(component).container().path("args").valueStream();
        return run(arguments.map(a -> a.asText()).toArray(String[]::new), environment, status);
    }

    private static String run(String[] arguments, Map<String, String> environment, int status) {
        var said = new StringWriter();
        int ended = BackupCommand.run(arguments, environment, new PrintWriter(said, true));
        assertThat(ended).as("%s", said).isEqualTo(status);
        return said.toString();
    }
}
