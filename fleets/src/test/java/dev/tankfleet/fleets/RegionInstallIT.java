package dev.tankfleet.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.agones.conformance.cluster.ClusterTools;
import dev.tankfleet.agones.conformance.cluster.ControlPlane;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The chart on a real API server, with our definitions of Agones' kinds. */
@OnCharts
@NeedsProgram(Program.KUBERNETES)
final class RegionInstallIT {
    private static final String SIZE = "jsonpath={.spec.replicas}";

    private static ControlPlane plane;

    @TempDir private Path folder;

    @BeforeAll
    static void startControlPlane() {
        plane = ControlPlane.start(ClusterTools.built());
    }

    @AfterAll
    static void stopControlPlane() {
        plane.close();
    }

    @ParameterizedTest
    @EnumSource
    void isTakenByTheApiServerInANamespaceThatEnforcesTheRestrictedProfile(ValueSet values)
            throws IOException {
        var namespace = restricted("dry-" + values.ordinal());
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
                var pod = KubeconformTest.plainPod(plan);
                pod.withObject("/spec").remove("serviceAccountName");
                add(pod, text);
            }
        }
        var file =
                Files.writeString(
                        folder.resolve("objects.yaml"),
                        text.toString().replace("namespace: \"games\"", "namespace: " + namespace));

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

        assertThat(answer).contains("fleet.agones.dev/r-stable").doesNotContain("Warning");
    }

    @Test
    void keepsKeysAndSizesThroughUpgrades() {
        var namespace = restricted("kept");
        var installed = helm("install", namespace, List.of());
        var keys = get("secret/eu-keys", namespace, "jsonpath={.data}");
        plane.kubectl().run("scale", "fleet/eu-stable", "--replicas=7", "-n", namespace);

        helm("upgrade", namespace, List.of("--set", "builds.stable.replicas.initial=4"));
        helm("upgrade", namespace, List.of("--set", "builds.stable.replicas.min=3"));

        assertThat(installed).contains("wss://eu.play.tankfleet.example").contains("# 3. ");
        assertThat(get("secret/eu-keys", namespace, "jsonpath={.data}")).isEqualTo(keys);
        assertThat(get("fleet/eu-stable", namespace, SIZE)).isEqualTo("7");
        assertThat(
                        get(
                                "fleetautoscaler/eu-stable",
                                namespace,
                                "jsonpath={.spec.policy.chain[2].counter.minCapacity}"))
                .isEqualTo("12");
    }

    @Test
    void leavesNothingButItsKeysAndComesBackWithThem() {
        var namespace = restricted("gone");
        helm("install", namespace, List.of("--set", "builds.canary.enabled=true"));

        var keys = get("secret/eu-keys", namespace, "jsonpath={.data}");

        helm("uninstall", namespace, List.of());

        var kinds =
                "fleet,fleetautoscaler,deployment,statefulset,service,configmap,networkpolicy,poddisruptionbudget,rolebinding";
        assertThat(get(kinds, namespace, "name").lines().filter(name -> name.contains("eu-")))
                .isEmpty();
        helm("install", namespace, List.of());
        assertThat(get("secret/eu-keys", namespace, "jsonpath={.data}")).isEqualTo(keys);
    }

    private static void add(JsonNode object, StringBuilder text) throws IOException {
        // YAML's own three dashes come with it.
        text.append(Rendered.YAML.writeValueAsString(object));
    }

    private String helm(String verb, String namespace, List<String> more) {
        var arguments = new ArrayList<>(List.of(verb, "eu"));
        if (!verb.equals("uninstall")) {
            arguments.add(Tool.chart().toString());
        }
        // Its hooks are a Pod and a Job, and there is no node.
        arguments.addAll(List.of("--namespace", namespace, "--no-hooks"));
        arguments.addAll(more);
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
        plane.kubectl().run("create", "namespace", name);
        plane.kubectl()
                .run(
                        "label",
                        "namespace",
                        name,
                        "pod-security.kubernetes.io/enforce=restricted",
                        "pod-security.kubernetes.io/warn=restricted");
        return name;
    }
}
