package dev.tankfleet.fleets.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.agones.conformance.cluster.ClusterTools;
import dev.tankfleet.agones.conformance.cluster.ControlPlane;
import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.KubeSchemas;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.Tool;
import dev.tankfleet.fleets.chart.ValueSet;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Both charts on one real API server, with definitions of the kinds that they use, and a simulated
 * node, whose Pods are said to run and be ready.
 */
@OnCharts
@NeedsProgram(Program.KUBERNETES)
final class InstallIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String RELEASE = "eu";
    private static final String KEYS = "secret/eu-keys";
    private static final String KEYS_OF_HUB = "secret/eu-keys-hub";
    private static final String DATA = "jsonpath={.data}";
    private static final String SIZE = "jsonpath={.spec.replicas}";
    private static final String KINDS =
            "fleet,fleetautoscaler,deployment,statefulset,service,configmap,networkpolicy,poddisruptionbudget,horizontalpodautoscaler,rolebinding,servicemonitor,podmonitor";

    /** A cluster has somebody who makes them. */
    private static final String VOLUME =
            """
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: volume-%d}
            spec:
              capacity: {storage: 20Gi}
              accessModes: [ReadWriteOnce]
              persistentVolumeReclaimPolicy: Delete
              hostPath: {path: /tmp}
            """;

    private static ControlPlane plane;

    @TempDir private Path folder;

    @BeforeAll
    static void startControlPlane() {
        plane = ControlPlane.start(ClusterTools.built());
        plane.kubectl().apply(KubeSchemas.others());
        plane.kubectl().run("wait", "--for=condition=Established", "--timeout=60s", "--all", "crd");
        plane.addNode("node-1");
        for (int i = 1; i <= 4; i++) {
            plane.kubectl().apply(VOLUME.formatted(i));
        }
    }

    @AfterAll
    static void stopControlPlane() {
        plane.close();
    }

    @ParameterizedTest
    @MethodSource(ValueSet.OF_BOTH)
    void isTakenByTheApiServerInANamespaceThatEnforcesTheRestrictedProfile(ValueSet values)
            throws IOException {
        var namespace = restricted("dry-" + values.toString().replace(' ', '-'));
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
                plane.kubectl()
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
        var namespace = restricted("region-kept");
        var installed = install(Chart.REGION, namespace, List.of());
        var keys = get(KEYS, namespace, DATA);
        plane.kubectl().run("scale", "fleet/eu-stable", "--replicas=7", "-n", namespace);

        upgrade(Chart.REGION, namespace, List.of("--set", "builds.stable.replicas.initial=4"));
        upgrade(Chart.REGION, namespace, List.of("--set", "builds.stable.replicas.min=3"));

        assertThat(installed).contains("wss://eu.play.tankfleet.example").contains("# 3. ");
        assertThat(get(KEYS, namespace, DATA)).isEqualTo(keys);
        assertThat(get("fleet/eu-stable", namespace, SIZE)).isEqualTo("7");
        assertThat(
                        get(
                                "fleetautoscaler/eu-stable",
                                namespace,
                                "jsonpath={.spec.policy.chain[2].counter.minCapacity}"))
                .isEqualTo("12");
        helm(List.of("uninstall", RELEASE, "--namespace", namespace));
    }

    @Test
    void runsACentreThatGetsARegionAndKeepsItsKeys() throws Exception {
        var namespace = restricted("centre-kept");
        var installed = install(Chart.CENTRE, namespace, List.of());
        awaitAvailable(namespace, "eu-edge", "eu-auth", "eu-hub");
        Eventually.eventually(
                SOON,
                () ->
                        assertThat(get("deployment/eu-auth", namespace, SIZE))
                                .as("the autoscaler's least")
                                .isEqualTo("2"));
        var keys = get(KEYS, namespace, "jsonpath={.data.auth-signing-key}");

        var upgraded =
                upgrade(
                        Chart.CENTRE,
                        namespace,
                        List.of("-f", Chart.CENTRE.folder().resolve("ci/small.yaml").toString()));

        awaitAvailable(namespace, "eu-matchmaker");
        assertThat(installed).contains("https://play.tankfleet.example").contains("waits for");
        assertThat(upgraded).contains("regions    lab").contains("hub-leaf-lab-password");
        assertThat(get(KEYS, namespace, "jsonpath={.data.auth-signing-key}")).isEqualTo(keys);
        assertThat(get(KEYS_OF_HUB, namespace, "jsonpath={.data.hub-leaf-lab-password}"))
                .isNotEmpty();
        assertThat(get("job", namespace, "jsonpath={.items[*].status.succeeded}")).isEqualTo("1 1");
        rotate(namespace, "eu-keys", "auth-signing-key");
        rotate(namespace, "eu-keys-hub", "hub-leaf-lab-password");
        helm(List.of("uninstall", RELEASE, "--namespace", namespace));
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingButItsKeysAndComesBackWithThem(Chart chart) {
        var namespace = restricted(chart.name().toLowerCase(Locale.ROOT) + "-gone");
        // Its hooks are tried above.
        var quietly = List.of("--no-hooks");
        install(chart, namespace, quietly);
        var keys = get(KEYS, namespace, DATA);

        helm(List.of("uninstall", RELEASE, "--namespace", namespace, "--no-hooks"));

        assertThat(get(KINDS, namespace, "name").lines().filter(name -> name.contains("eu-")))
                .isEmpty();
        install(chart, namespace, quietly);
        assertThat(get(KEYS, namespace, DATA)).isEqualTo(keys);
    }

    /** As an operator does it, without the time that a kubelet would need. */
    private static void rotate(String namespace, String secret, String key) {
        var data = "jsonpath={.data." + key + "}";
        var before = get("secret/" + secret, namespace, data);
        var tools = Program.KUBERNETES.path().orElseThrow().getParent();
        var environment =
                Map.of(
                        "KUBECONFIG",
                        plane.kubeconfig().toString(),
                        "PATH",
                        tools + ":/usr/bin:/bin",
                        "ROTATE_WAIT",
                        "0");

        var answer = ProgramRun.of(List.of("bash", "rotate", namespace, secret, key), environment);

        assertThat(answer.mustBeFine()).contains("1 of 3", "2 of 3", "3 of 3");
        assertThat(get("secret/" + secret, namespace, data)).isNotEmpty().isNotEqualTo(before);
    }

    private static void awaitAvailable(String namespace, String... deployments) {
        for (var deployment : deployments) {
            plane.kubectl()
                    .run(
                            "wait",
                            "--for=condition=Available",
                            "--timeout=60s",
                            "deployment/" + deployment,
                            "-n",
                            namespace);
        }
    }

    private static void add(JsonNode object, StringBuilder text) throws IOException {
        // YAML's own three dashes come with it.
        text.append(Rendered.YAML.writeValueAsString(object));
    }

    private static String install(Chart chart, String namespace, List<String> more) {
        return helm("install", chart, namespace, more);
    }

    private static String upgrade(Chart chart, String namespace, List<String> more) {
        return helm("upgrade", chart, namespace, more);
    }

    private static String helm(String verb, Chart chart, String namespace, List<String> more) {
        var arguments = new ArrayList<>(List.of(verb, RELEASE, chart.folder().toString()));
        arguments.addAll(List.of("--namespace", namespace));
        arguments.addAll(more);
        return helm(arguments);
    }

    private static String helm(List<String> arguments) {
        var answer =
                new Tool(Program.HELM)
                        .run(arguments, Map.of("KUBECONFIG", plane.kubeconfig().toString()));
        assertThat(answer.isFine()).as(answer.text()).isTrue();
        return answer.text();
    }

    private static String get(String what, String namespace, String output) {
        return plane.kubectl().run("get", what, "-n", namespace, "-o", output);
    }

    private static String restricted(String name) {
        var namespace = name.toLowerCase(Locale.ROOT);
        plane.kubectl().run("create", "namespace", namespace);
        plane.kubectl()
                .run(
                        "label",
                        "namespace",
                        namespace,
                        "pod-security.kubernetes.io/enforce=restricted",
                        "pod-security.kubernetes.io/warn=restricted");
        return namespace;
    }
}
