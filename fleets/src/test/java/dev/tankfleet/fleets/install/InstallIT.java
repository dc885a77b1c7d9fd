package dev.tankfleet.fleets.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.ValueSet;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Both charts on one real API server, with definitions of the kinds that they use, and a simulated
 * node, whose Pods are said to run and be ready.
 */
@OnCharts
@NeedsProgram(Program.KUBERNETES)
final class InstallIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String KEYS = "secret/eu-keys";
    private static final String DATA = "jsonpath={.data}";
    private static final String SIZE = "jsonpath={.spec.replicas}";
    private static final String KINDS =
            "fleet,fleetautoscaler,deployment,statefulset,service,configmap,networkpolicy,poddisruptionbudget,horizontalpodautoscaler,rolebinding,servicemonitor,podmonitor";

    private final ChartCluster cluster = ChartCluster.shared();

    @TempDir private Path folder;

    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void isTakenByTheApiServerInANamespaceThatEnforcesTheRestrictedProfile(ValueSet values)
            throws IOException {
        var namespace =
                cluster.restricted(
                        "dry-" + values.toString().replace(' ', '-').toLowerCase(Locale.ROOT));
        var text = new StringBuilder();
        for (var object : values.rendered().objects()) {
            // Pods follow, without accounts: these are looked for, and in a dry run nobody makes
            // them.
            if (!Rendered.kindOf(object).equals("Pod")) {
                add(object, text);
            }
        }
        for (var plan : values.rendered().pods()) {
            // What a StatefulSet adds to its Pods is not there yet.
            if (!plan.owner().startsWith("StatefulSet")) {
                var pod = plan.alone();
                pod.withObject("/spec").remove("serviceAccountName");
                add(pod, text);
            }
        }
        var file =
                Files.writeString(
                        folder.resolve("objects.yaml"),
                        text.toString()
                                .replace(
                                        "namespace: \"" + ValueSet.NAMESPACE + "\"",
                                        "namespace: " + namespace));

        var answer =
                cluster.kubectl()
                        .run(
                                "apply",
                                "--dry-run=server",
                                "--validate=strict",
                                "-n",
                                namespace,
                                "-f",
                                file.toString());

        assertThat(answer).contains("deployment.apps/r-edge").doesNotContain("Warning");
    }

    @Test
    void keepsKeysAndSizesOfARegionThroughUpgrades() {
        var namespace = cluster.restricted("region-kept");
        var installed =
                cluster.install(
                        Chart.REGION, namespace, List.of("--set", "edge.service.port=8443"));
        var keys = get(KEYS, namespace, DATA);
        cluster.kubectl().run("scale", "fleet/eu-stable", "--replicas=7", "-n", namespace);

        cluster.upgrade(
                Chart.REGION, namespace, List.of("--set", "builds.stable.replicas.initial=4"));
        cluster.upgrade(Chart.REGION, namespace, List.of("--set", "builds.stable.replicas.min=3"));

        assertThat(installed).contains("wss://eu.play.tankfleet.example:8443\n").contains("# 3. ");
        assertThat(get(KEYS, namespace, DATA)).isEqualTo(keys);
        assertThat(get("fleet/eu-stable", namespace, SIZE)).isEqualTo("7");
        assertThat(
                        get(
                                "fleetautoscaler/eu-stable",
                                namespace,
                                "jsonpath={.spec.policy.chain[2].counter.minCapacity}"))
                .isEqualTo("12");
        cluster.uninstall(namespace);
    }

    @Test
    void runsACentreThatGetsARegionAndKeepsItsKeys() throws Exception {
        var namespace = cluster.restricted("centre-kept");
        var installed = cluster.install(Chart.CENTRE, namespace, List.of());
        cluster.awaitAvailable(namespace, "eu-edge", "eu-auth", "eu-hub");
        Eventually.eventually(
                SOON,
                () ->
                        assertThat(get("deployment/eu-auth", namespace, SIZE))
                                .as("the autoscaler's least")
                                .isEqualTo("2"));
        var keys = get(KEYS, namespace, "jsonpath={.data.auth-signing-key}");

        var upgraded =
                cluster.upgrade(
                        Chart.CENTRE,
                        namespace,
                        List.of("-f", Chart.CENTRE.folder().resolve("ci/small.yaml").toString()));

        cluster.awaitAvailable(namespace, "eu-matchmaker");
        assertThat(installed).contains("https://play.tankfleet.example").contains("waits for");
        assertThat(upgraded).contains("regions    lab").contains("hub-leaf-lab-password");
        assertThat(get(KEYS, namespace, "jsonpath={.data.auth-signing-key}")).isEqualTo(keys);
        assertThat(get(KEYS, namespace, "jsonpath={.data.hub-leaf-lab-password}")).isNotEmpty();
        assertThat(get("job", namespace, "jsonpath={.items[*].status.succeeded}")).isEqualTo("1 1");
        cluster.uninstall(namespace);
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingButItsKeysAndComesBackWithThem(Chart chart) {
        var namespace = cluster.restricted(chart.name().toLowerCase(Locale.ROOT) + "-gone");
        // Its hooks are tried above.
        var quietly = List.of("--no-hooks");
        cluster.install(chart, namespace, quietly);
        var keys = get(KEYS, namespace, DATA);

        cluster.uninstall(namespace, "--no-hooks");

        assertThat(get(KINDS, namespace, "name").lines().filter(name -> name.contains("eu-")))
                .isEmpty();
        cluster.install(chart, namespace, quietly);
        assertThat(get(KEYS, namespace, DATA)).isEqualTo(keys);
    }

    private static void add(JsonNode object, StringBuilder text) throws IOException {
        // YAML's own three dashes come with it.
        text.append(Rendered.YAML.writeValueAsString(object));
    }

    private String get(String what, String namespace, String output) {
        return cluster.get(what, namespace, output);
    }
}
