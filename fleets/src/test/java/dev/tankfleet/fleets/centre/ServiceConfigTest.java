package dev.tankfleet.fleets.centre;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.auth.AuthConfig;
import dev.tankfleet.bus.nats.NatsConfig;
import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.ContainerEnvironment;
import dev.tankfleet.fleets.chart.EnvironmentKeys;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.ValueSet;
import dev.tankfleet.matchmaker.deploy.ProcessConfig;
import dev.tankfleet.matchmaker.deploy.RegionsFile;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.log.LogConfig;
import dev.tankfleet.process.ops.OpsConfig;
import dev.tankfleet.service.postgres.DatabaseConfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the chart tells the services, bound by their own configuration. */
@OnCharts
final class ServiceConfigTest {
    private static final String MATCHMAKER_POD = "r-matchmaker-6d5f7c9b8d-x2x4z";
    private static final Map<String, Class<? extends Record>> PROCESS =
            Map.of("log", LogConfig.class, "ops", OpsConfig.class);

    @TempDir private Path folder;

    @ParameterizedTest
    @MethodSource(ValueSet.OF_CENTRE)
    void tellsAuthWhatItsConfigurationKnows(ValueSet values) {
        var environment = environment(values.rendered(), "auth", "r-auth-0");
        var settings = Settings.of(environment.variables());

        var config = settings.bind(AuthConfig.class, "auth");
        PROCESS.forEach((prefix, type) -> settings.bind(type, prefix));

        assertThat(config.preambleSenders()).doesNotContain("127.0.0.1").isNotEmpty();
        assertThat(config.trustedProxies()).containsExactly("127.0.0.1");
        var known = known(Map.of("auth", AuthConfig.class));
        assertThat(environment.unknown(known)).isEmpty();
    }

    @Test
    void mountsTheKeysThatAuthReads() {
        var rendered = Chart.CENTRE.with("pinned").rendered();
        var settings = Settings.of(environment(rendered, "auth", "r-auth-0").variables());

        var token = settings.bind(AuthConfig.class, "auth").token();

        assertThat(token.retiredKeys()).hasSize(2);
        assertThat(mounted(rendered, "auth"))
                .contains(token.signingKey().toString())
                .containsAll(token.retiredKeys().stream().map(Path::toString).toList());
    }

    @ParameterizedTest
    @MethodSource(ValueSet.OF_CENTRE)
    void tellsTheMatchmakerWhatItsConfigurationKnows(ValueSet values) {
        var environment = environment(values.rendered(), "matchmaker", MATCHMAKER_POD);
        var settings = Settings.of(environment.variables());

        var config = settings.bind(ProcessConfig.class, "matchmaker");
        PROCESS.forEach((prefix, type) -> settings.bind(type, prefix));
        var nats = settings.bind(NatsConfig.class, "nats");

        assertThat(config.id()).isEqualTo(MATCHMAKER_POD);
        assertThat(config.scaling().webhook()).isEqualTo(!values.name().equals("small"));
        assertThat(nats.user()).isEqualTo("matchmaker");
        var own = Map.of("matchmaker", ProcessConfig.class, "nats", NatsConfig.class);
        assertThat(environment.unknown(known(own))).isEmpty();
    }

    @Test
    void tellsTheMatchmakerOfEveryRegionInTheSameOrder() throws IOException {
        var rendered = Chart.CENTRE.with("pinned").rendered();
        var environment = environment(rendered, "matchmaker", MATCHMAKER_POD).variables();

        var regions = RegionsFile.read(Path.of(environment.get("MATCHMAKER_REGIONS_FILE")));
        var nats = Settings.of(environment).bind(NatsConfig.class, "nats");

        assertThat(regions.names()).containsExactly("eu", "us-east").isEqualTo(nats.regions());
        assertThat(mounted(rendered, "matchmaker"))
                .contains(
                        "/etc/tankfleet/allocators/eu/tls.crt",
                        "/etc/tankfleet/allocators/us-east/tls.key",
                        "/etc/tankfleet/allocators/us-east/ca.crt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "matchmaker"})
    void tellsWhoMigratesWhereTheTablesAre(String service) {
        var rendered = Chart.CENTRE.byDefault().rendered();
        var pod =
                rendered.pods().stream()
                        .filter(plan -> plan.owner().equals("Job r-migrate-" + service))
                        .findFirst()
                        .orElseThrow();
        var environment = ContainerEnvironment.of(rendered, pod, "r-migrate-0", folder);
        var key = service + ".database";

        var database = Settings.of(environment.variables()).bind(DatabaseConfig.class, key);

        assertThat(database.user()).isEqualTo(service);
        var known = EnvironmentKeys.of(DatabaseConfig.class, key.replace('.', '_'));
        assertThat(environment.unknown(known)).isEmpty();
        assertThat(pod.container().path("args").path(0).asText()).isEqualTo("migrate");
    }

    @Test
    void noticesAMisspeltKey() {
        var text = Chart.CENTRE.byDefault().rendered().text();
        var misspelt = Rendered.of(text.replace("AUTH_ALLOWED_ORIGINS", "AUTH_ALOWED_ORIGINS"));

        var environment = environment(misspelt, "auth", "r-auth-0");

        assertThat(environment.unknown(known(Map.of("auth", AuthConfig.class))))
                .containsExactly("AUTH_ALOWED_ORIGINS");
    }

    private ContainerEnvironment environment(Rendered rendered, String component, String pod) {
        return ContainerEnvironment.of(rendered, rendered.pod(component), pod, folder);
    }

    private static Set<String> known(Map<String, Class<? extends Record>> own) {
        var known = EnvironmentKeys.of(LogConfig.class, "log");
        known.addAll(EnvironmentKeys.of(OpsConfig.class, "ops"));
        own.forEach((prefix, type) -> known.addAll(EnvironmentKeys.of(type, prefix)));
        return known;
    }

    /** Every file that a Pod finds in a Secret. */
    private static List<String> mounted(Rendered rendered, String component) {
        var pod = rendered.pod(component);
        return pod.container()
                .path("volumeMounts")
                .valueStream()
                .flatMap(
                        mount ->
                                pod.spec()
                                        .path("volumes")
                                        .valueStream()
                                        .filter(v -> v.path("name").equals(mount.path("name")))
                                        .flatMap(v -> v.at("/secret/items").valueStream())
                                        .map(
                                                item ->
                                                        mount.path("mountPath").asText()
                                                                + "/"
                                                                + item.path("path").asText()))
                .toList();
    }
}
