package dev.tankfleet.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.conformance.cluster.ClusterTools;
import dev.tankfleet.agones.conformance.cluster.ControlPlane;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * {@code examples/local} on two real API servers: two regions, a third one, a change of it, and the
 * end of all of them. Simulated nodes run the Pods; Agones is not there.
 */
@OnTofu
@NeedsProgram(Program.KUBERNETES)
final class LocalExampleIT {
    private static final String MAP_OF_TWO =
            """
            {"regions": {
              "eu": {"city": "Frankfurt", "position": {"latitude": 50.1, "longitude": 8.7}},
              "us": {"city": "New York", "position": {"latitude": 40.7, "longitude": -74}}
            }}
            """;
    private static final String MAP_OF_THREE =
            MAP_OF_TWO.replace(
                    "}}\n}}",
                    "}},\n  \"ap\": {\"city\": \"Tokyo\", \"position\": {\"latitude\": 35.7,"
                            + " \"longitude\": 139.7}}\n}}");
    private static final String WITH_TWO_GATEWAYS =
            MAP_OF_THREE.replace("\"Tokyo\",", "\"Tokyo\", \"gateways\": 2,");

    /** Nobody opens it: no Pod of these nodes is real. */
    private static final String PAIR =
            "{certificate=\"-----BEGIN CERTIFICATE-----\",key=\"-----BEGIN PRIVATE KEY-----\"}";

    private static ControlPlane first;
    private static ControlPlane second;

    @TempDir private static Path folder;

    private static Root root;

    @BeforeAll
    static void startControlPlanes() {
        var planes = atOnce(LocalExampleIT::controlPlane, LocalExampleIT::controlPlane);
        first = planes.getFirst();
        second = planes.getLast();
        root =
                Root.of("examples/local", folder.resolve("data"))
                        .with(
                                Map.of(
                                        "TF_VAR_hub_password",
                                        "a-password-of-the-hub",
                                        "TF_VAR_seed",
                                        "abcdefghijklmnopqrstuvwxyz012345",
                                        "TF_VAR_edge_tls",
                                        PAIR,
                                        "TF_VAR_allocator_tls",
                                        PAIR,
                                        "TF_VAR_allocator_authority",
                                        "-----BEGIN CERTIFICATE-----"))
                        .initialised();
    }

    @AfterAll
    static void stopControlPlanes() {
        first.close();
        second.close();
    }

    private static ControlPlane controlPlane() {
        var plane = ControlPlane.start(ClusterTools.built());
        plane.addNode("node");
        return plane;
    }

    @Test
    void appliesChangesAndDestroysARegionWithoutTouchingTheOthers() throws IOException {
        var firstBefore = ClusterObjects.of(first);
        var secondBefore = ClusterObjects.of(second);
        map(MAP_OF_TWO);
        atOnce(() -> apply("eu", first), () -> apply("us", second));
        var others = states("eu", "us");

        map(MAP_OF_THREE);
        var added = apply("ap", second);
        map(WITH_TWO_GATEWAYS);
        var changed = apply("ap", second);

        assertThat(states("eu", "us")).isEqualTo(others);
        assertThat(added).contains("Apply complete! Resources: 6 added, 0 changed, 0 destroyed.");
        assertThat(changed).contains("Apply complete! Resources: 0 added, 1 changed, 0 destroyed.");
        assertThat(gateways("ap", second)).isEqualTo("2");
        assertThat(gateways("us", second)).isEqualTo("1");
        assertThat(atOnce(() -> apply("eu", first), () -> apply("us", second)))
                .allMatch(text -> text.contains("Resources: 0 added, 0 changed, 0 destroyed."));
        assertThat(told(first)).contains("allocationBatchWaitTime: 20ms");

        var gone =
                atOnce(
                        () -> List.of(destroy("eu", first)),
                        () -> atOnce(() -> destroy("ap", second), () -> destroy("us", second)));

        assertThat(gone.getFirst().getFirst())
                .containsSubsequence(
                        "module.region.helm_release.region: Destruction complete",
                        "module.region.kubectl_manifest.namespace: Destruction complete",
                        "module.agones[0].helm_release.agones: Destroying",
                        "module.agones[0].kubectl_manifest.namespace: Destruction complete");
        assertThat(ClusterObjects.of(first)).isEqualTo(firstBefore);
        assertThat(ClusterObjects.of(second)).isEqualTo(secondBefore);
    }

    @Test
    void refusesARegionThatIsNotInTheMap() throws IOException {
        map(MAP_OF_TWO);

        var refused = root.run("plan", arguments("ap", first));

        assertThat(refused.isFine()).isFalse();
        assertThat(refused.text()).contains("region: ap is not in the map (expected: eu, us).");
    }

    @Test
    void writesNeitherPasswordNorSeedIntoAPlan() throws IOException {
        map(MAP_OF_TWO);

        var plan = root.run("plan", arguments("eu", first)).mustBeFine();

        assertThat(plan)
                .doesNotContain("a-password-of-the-hub", "abcdefghijklmnopqrstuvwxyz012345");
    }

    /** What both answer, in their order: they wait for other things most of the time. */
    private static <T> List<T> atOnce(Supplier<T> one, Supplier<T> other) {
        var later = CompletableFuture.supplyAsync(other);
        var now = one.get();
        return List.of(now, later.join());
    }

    private void map(String text) throws IOException {
        Files.writeString(folder.resolve("map.tfvars.json"), text);
    }

    private String apply(String region, ControlPlane plane) {
        return root.run("apply", arguments(region, plane, "-auto-approve")).mustBeFine();
    }

    private String destroy(String region, ControlPlane plane) {
        return root.run("destroy", arguments(region, plane, "-auto-approve")).mustBeFine();
    }

    private static List<String> arguments(String region, ControlPlane plane, String... more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "-input=false",
                                "-state=" + state(region),
                                "-var-file=" + folder.resolve("map.tfvars.json"),
                                "-var=region=" + region,
                                "-var=kubeconfig=" + plane.kubeconfig(),
                                "-var=agones=" + agones(plane),
                                "-var=wait=false"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /**
     * A stand-in for its chart, which is nowhere to be had; two regions of one cluster share it.
     */
    private static String agones(ControlPlane plane) {
        return plane == first
                ? "{repository=\"\",chart=\""
                        + Root.HERE.resolve("src/test/charts/agones")
                        + "\",namespace=\"agones-of-ours\"}"
                : "null";
    }

    private static String gateways(String region, ControlPlane plane) {
        return plane.kubectl()
                .run(
                        "get",
                        "deployment/" + region + "-gateway",
                        "--namespace=tankfleet-" + region,
                        "--output=jsonpath={.spec.replicas}");
    }

    private static String told(ControlPlane plane) {
        return plane.kubectl()
                .run("get", "configmap/told", "--namespace=agones-of-ours", "--output=yaml");
    }

    private static Map<String, String> states(String... regions) throws IOException {
        var states = new TreeMap<String, String>();
        for (var region : regions) {
            states.put(region, Files.readString(state(region)));
        }
        return states;
    }

    private static Path state(String region) {
        return folder.resolve(region + ".tfstate");
    }
}
