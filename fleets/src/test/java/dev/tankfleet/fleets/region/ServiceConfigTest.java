package dev.tankfleet.fleets.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.bus.nats.NatsConfig;
import dev.tankfleet.bus.nats.conf.StreamConfig;
import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.ContainerEnvironment;
import dev.tankfleet.fleets.chart.EnvironmentKeys;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.PodPlan;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.ValueSet;
import dev.tankfleet.gameserver.GameServerConfig;
import dev.tankfleet.gateway.GatewayConfig;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.log.LogConfig;
import dev.tankfleet.process.ops.OpsConfig;
import dev.tankfleet.route.redis.RedisConfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the chart tells the services, bound by their own configuration. */
@OnCharts
final class ServiceConfigTest {
    private static final String GATEWAY_POD = "r-gateway-6d5f7c9b8d-x2x4z";
    private static final String SERVER_POD = "r-stable-abcde-fghij";

    private static final int GATEWAY_NAME_MAX = 55;
    private static final Map<String, Class<? extends Record>> PROCESS =
            Map.of(
                    "nats", NatsConfig.class,
                    "redis", RedisConfig.class,
                    "log", LogConfig.class,
                    "ops", OpsConfig.class);

    @TempDir private Path folder;

    @ParameterizedTest
    @MethodSource(ValueSet.OF_REGION)
    void tellsTheGatewayWhatItsConfigurationKnows(ValueSet values) {
        var environment = environment(values.rendered(), "gateway", GATEWAY_POD);
        var settings = Settings.of(environment.variables());

        var config = settings.bind(GatewayConfig.class, "");
        PROCESS.forEach((prefix, type) -> settings.bind(type, prefix));

        assertThat(config.gatewayId()).isEqualTo(GATEWAY_POD);
        assertThat(unknown(environment, GatewayConfig.class)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(ValueSet.OF_REGION)
    void tellsTheGameServerWhatItsConfigurationKnows(ValueSet values) {
        var environment = environment(values.rendered(), "gameserver", SERVER_POD);
        var settings = Settings.of(environment.variables());

        var config = settings.bind(GameServerConfig.class, "");
        PROCESS.forEach((prefix, type) -> settings.bind(type, prefix));

        assertThat(config.serverId()).isEqualTo(config.region() + "-" + SERVER_POD);
        assertThat(unknown(environment, GameServerConfig.class)).isEmpty();
    }

    @Test
    void tellsWhoMakesTheStreamWhatItKnows() {
        var rendered = Chart.REGION.byDefault().rendered();
        var environment = environment(rendered, "stream", "r-stream-x2x4z");

        var config = Settings.of(environment.variables()).bind(StreamConfig.class, "");

        assertThat(config.natsUrl()).isEqualTo("nats://r-nats:4222");
        assertThat(environment.unknown(EnvironmentKeys.of(StreamConfig.class, ""))).isEmpty();
    }

    @Test
    void noticesAMisspeltKey() {
        var text = Chart.REGION.byDefault().rendered().text();
        var misspelt = Rendered.of(text.replace("name: ALLOWED_ORIGINS", "name: ALOWED_ORIGINS"));

        var environment = environment(misspelt, "gateway", GATEWAY_POD);

        assertThat(unknown(environment, GatewayConfig.class)).containsExactly("ALOWED_ORIGINS");
    }

    @Test
    void keepsIdsShortHoweverLongTheReleaseIsCalled() {
        var release = "a-release-that-has-a-name-as-long-as-helm-allows-5353";
        var longest = List.of("--set", "region=region-of-20-letters");
        var rendered = Chart.REGION.with("canary").render(release, longest);

        for (var fleet : rendered.all("Fleet")) {
            var pod = Rendered.nameOf(fleet) + "-abcde-fghij";
            var environment = environment(rendered, "gameserver", pod);
            Settings.of(environment.variables()).bind(GameServerConfig.class, "");
        }
        assertThat(release.substring(0, 20) + "-gateway-6d5f7c9b8d-x2x4z")
                .hasSizeLessThanOrEqualTo(GATEWAY_NAME_MAX);
    }

    @Test
    void drainsByTheLabelThatTheFleetGives() {
        var rendered = Chart.REGION.byDefault().rendered();
        var environment = environment(rendered, "gameserver", SERVER_POD);

        var config = Settings.of(environment.variables()).bind(GameServerConfig.class, "");

        var labels = rendered.one("Fleet", "r-stable").at("/spec/allocationOverflow/labels");
        assertThat(PodPlan.textsOf(labels)).containsOnlyKeys(config.overflowLabel());
        var grace = rendered.pod("gameserver").spec().path("terminationGracePeriodSeconds");
        assertThat(grace.asLong()).isGreaterThan(config.host().drainMax().toSeconds() + 10);
    }

    private ContainerEnvironment environment(Rendered rendered, String component, String pod) {
        return ContainerEnvironment.of(rendered, rendered.pod(component), pod, folder);
    }

    private static Set<String> unknown(
            ContainerEnvironment environment, Class<? extends Record> own) {
        var known = EnvironmentKeys.of(own, "");
        PROCESS.forEach((prefix, type) -> known.addAll(EnvironmentKeys.of(type, prefix)));
        return environment.unknown(known);
    }
}
