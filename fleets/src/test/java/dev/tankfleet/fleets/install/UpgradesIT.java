package dev.tankfleet.fleets.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What an upgrade leaves as it is: keys, volumes, and numbers that somebody else says. */
@OnCharts
@NeedsProgram(Program.KUBERNETES)
final class UpgradesIT {
    /** All but what the chart before made of the passwords of Redis. */
    private static final String SECRETS =
            "go-template={{range $key, $value := .data}}{{if not (or (eq $key \"redis-acl\") (eq"
                    + " $key \"redis-url\") (eq $key"
                    + " \"redis-backup-url\"))}}{{$key}}={{$value}} {{end}}{{end}}";

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SIZE = "jsonpath={.spec.replicas}";
    private static final String UIDS =
            "jsonpath={range .items[*]}{.metadata.name}={.metadata.uid} {end}";

    /** Values that both versions of the centre's chart know: with a region it has all its parts. */
    private static final String REGION =
            """
            regions:
              lab:
                city: Here
                position: {latitude: 52.52, longitude: 13.4}
                edgeHost: lab.tankfleet.example
                namespace: games
                allocator: {host: allocator.example, port: 443, clientSecret: lab-allocator}
            """;

    private final ChartCluster cluster = ChartCluster.shared();

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void keepsAllThatAReleaseOfTheChartBeforeHasAndGoesBack(Chart chart) throws Exception {
        var namespace = cluster.restricted("before-" + chart.name().toLowerCase(Locale.ROOT));
        var values =
                chart == Chart.CENTRE
                        ? List.of("-f", Files.writeString(folder.resolve("v"), REGION).toString())
                        : List.<String>of();
        cluster.helm(Program.HELM, "install", before(chart), namespace, values).mustBeFine();
        Eventually.eventually(
                SOON,
                () ->
                        assertThat(get("pvc", namespace, "jsonpath={.items[*].status.phase}"))
                                .isNotEmpty()
                                .matches("(Bound ?)+"));
        if (chart == Chart.REGION) {
            scaleFleet(namespace, 7);
        }
        var keys = get("secret/eu-keys", namespace, SECRETS);
        var volumes = get("pvc", namespace, UIDS);
        var sets = get("statefulset,deployment,service", namespace, UIDS);

        cluster.upgrade(chart, namespace, values);

        assertThat(get("deployment/eu-edge", namespace, "jsonpath={.metadata.labels}"))
                .contains(chart.name().toLowerCase(Locale.ROOT) + "-0.2.0");
        assertThat(secrets(chart, namespace)).contains(keys.split(" "));
        assertThat(get("pvc", namespace, UIDS)).isEqualTo(volumes);
        assertThat(get("statefulset,deployment,service", namespace, UIDS))
                .as("none is made anew")
                .contains(sets.split(" "));
        if (chart == Chart.REGION) {
            assertThat(get("fleet/eu-stable", namespace, SIZE)).isEqualTo("7");
        }

        cluster.rollback(namespace);

        assertThat(get("secret/eu-keys", namespace, SECRETS)).contains(keys.split(" "));
        assertThat(get("pvc", namespace, UIDS)).isEqualTo(volumes);
        if (chart == Chart.REGION) {
            assertThat(get("fleet/eu-stable", namespace, SIZE)).isEqualTo("7");
        }
        cluster.uninstall(namespace);
    }

    @Test
    void takesNoPodAwayWhenAnAutoscalerTakesOver() {
        var namespace = cluster.restricted("taken-over");
        var numbers = "edge.replicas=3,gateway.replicas=4";
        var scaled = ",edge.autoscaling.enabled=true,gateway.autoscaling.enabled=true";
        cluster.install(Chart.REGION, namespace, List.of("--set", numbers));
        scale("deployment/eu-gateway", namespace, 6);

        cluster.upgrade(Chart.REGION, namespace, List.of("--set", numbers + scaled));

        // Before the autoscaler has looked for the first time, which it does after 15 s.
        assertThat(get("deployment/eu-gateway", namespace, SIZE)).isEqualTo("6");
        assertThat(get("deployment/eu-edge", namespace, SIZE)).isEqualTo("3");

        scale("deployment/eu-gateway", namespace, 8);
        cluster.upgrade(Chart.REGION, namespace, List.of("--set", numbers + scaled));

        assertThat(get("deployment/eu-gateway", namespace, SIZE)).isEqualTo("8");
        cluster.uninstall(namespace);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELM", "HELM_4"})
    @NeedsProgram(Program.HELM_4)
    void leavesTheSizeOfAFleetToItsAutoscalerUnderHelm4(Program installedBy) {
        var namespace =
                cluster.restricted(
                        "by-" + installedBy.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        var region = Chart.REGION.folder();
        cluster.helm(installedBy, "install", region, namespace, List.of()).mustBeFine();
        scaleFleet(namespace, 7);

        for (var more :
                List.of("builds.stable.replicas.initial=4", "builds.stable.replicas.min=3")) {
            cluster.helm(
                            Program.HELM_4,
                            "upgrade",
                            region,
                            namespace,
                            // Else it goes on as the release before was made.
                            List.of("--server-side=true", "--set", more))
                    .mustBeFine();
            assertThat(get("fleet/eu-stable", namespace, SIZE)).isEqualTo("7");
        }
        cluster.uninstall(namespace);
    }

    @Test
    void asksForTheAccountOfTheSidecarsWhereAgonesIsToMakeIt() throws Exception {
        var namespace = cluster.restricted("account");
        Eventually.eventually(
                SOON,
                () -> assertThat(get("serviceaccount", namespace, "name")).contains("default"));
        var elsewhere = List.of("--set", "sdk.create=false", "--dry-run=server");

        var refused =
                cluster.helm(Program.HELM, "install", Chart.REGION.folder(), namespace, elsewhere);
        assertThat(refused.isFine()).isFalse();
        assertThat(refused.text()).contains("sdk.create").contains("gameservers.namespaces");

        cluster.kubectl().run("create", "serviceaccount", "agones-sdk", "-n", namespace);
        cluster.install(Chart.REGION, namespace, elsewhere);
    }

    private static Path before(Chart chart) {
        return Path.of(
                        "src/test/resources/dev/tankfleet/fleets/install",
                        chart.name().toLowerCase(Locale.ROOT) + "-0.1.0.tgz")
                .toAbsolutePath();
    }

    /** As Agones writes it: the whole object, by a name of its own. */
    private void scaleFleet(String namespace, int replicas) {
        cluster.kubectl()
                .run(
                        "patch",
                        "fleet/eu-stable",
                        "-n",
                        namespace,
                        "--type=merge",
                        "--field-manager=controller",
                        "-p",
                        "{\"spec\":{\"replicas\":" + replicas + "}}");
    }

    private void scale(String what, String namespace, int replicas) {
        cluster.kubectl().run("scale", what, "--replicas=" + replicas, "-n", namespace);
    }

    /** The hub has a Secret of its own now. */
    private String secrets(Chart chart, String namespace) {
        var keys = get("secret/eu-keys", namespace, SECRETS);
        return chart == Chart.CENTRE ? keys + get("secret/eu-keys-hub", namespace, SECRETS) : keys;
    }

    private String get(String what, String namespace, String output) {
        return cluster.get(what, namespace, output);
    }
}
