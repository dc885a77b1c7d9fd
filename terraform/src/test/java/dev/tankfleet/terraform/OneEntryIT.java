package dev.tankfleet.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tankfleet.agones.conformance.cluster.ClusterTools;
import dev.tankfleet.agones.conformance.cluster.ControlPlane;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * {@code ./tankfleet infra} with the files of {@code examples/local/fleet} on two real API servers:
 * the centre and two regions, then one entry more in the map, then the end of all of it. Simulated
 * nodes run the Pods; a stand-in is where the chart of Agones would be.
 */
@OnTofu
@Timeout(600)
@NeedsProgram(Program.KUBERNETES)
final class OneEntryIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EXAMPLE = Root.HERE.resolve("examples/local/fleet");
    private static final String CENTRE = "tankfleet";
    private static final String REGISTRY = "registry.example/tanks";

    /** The control plane has a namespace of the other name already. */
    private static final String AGONES = "agones-of-ours";

    @TempDir private Path folder;

    private ControlPlane first;
    private ControlPlane second;

    @BeforeEach
    void startControlPlanes() {
        var later = CompletableFuture.supplyAsync(OneEntryIT::controlPlane);
        first = controlPlane();
        second = later.join();
    }

    @AfterEach
    void stopControlPlanes() {
        first.close();
        second.close();
    }

    private static ControlPlane controlPlane() {
        var plane = ControlPlane.start(ClusterTools.built());
        plane.addNode("node");
        return plane;
    }

    @Test
    void bringsACityThatTheCentreKnowsByOneEntry() throws IOException {
        var before = List.of(ClusterObjects.of(first), ClusterObjects.of(second));
        map("eu", "us");
        infra("secrets");
        infra("apply", "--yes");
        knowsEachOther("eu", "games", first);
        knowsEachOther("us", "games", second);
        var others = states("eu", "us");
        assertThat(others.get("us")).doesNotContain(passwordOf("eu")).contains(passwordOf("us"));

        map("eu", "us", "ap");
        infra("secrets");
        infra("apply", "--yes", "centre", "ap");

        assertThat(states("eu", "us")).isEqualTo(others);
        knowsEachOther("ap", "games-ap", second);
        assertThat(knownRegions()).containsExactly("ap", "eu", "us");
        assertThat(infra("plan").split("No changes\\."))
                .as("the centre and three regions are as they should be")
                .hasSize(5);

        // Each walk may take two minutes.
        infra("destroy", "--yes", "ap", "us");
        infra("destroy", "--yes");

        assertThat(List.of(ClusterObjects.of(first), ClusterObjects.of(second))).isEqualTo(before);
    }

    /** The password of the region at the hub, and both sides of its allocator's certificates. */
    private void knowsEachOther(String region, String namespace, ControlPlane plane) {
        assertThat(secret(plane, namespace, "tankfleet-hub").get("password"))
                .hasSize(64)
                .isEqualTo(passwordOf(region));
        assertThat(secret(plane, namespace, "tankfleet-hub-authority").get("ca.crt"))
                .isEqualTo(secret(first, CENTRE, region + "-allocator").get("ca.crt"))
                .isEqualTo(secret(plane, AGONES, "allocator-client-ca").get("client-ca.crt"));
        assertThat(secret(plane, AGONES, "allocator-tls").get("tls.crt"))
                .contains("BEGIN CERTIFICATE");
        assertThat(ownImages(plane, namespace)).isNotEmpty().allMatch(OneEntryIT::isInRegistry);
        assertThat(ownImages(first, CENTRE)).isNotEmpty().allMatch(OneEntryIT::isInRegistry);
    }

    private static boolean isInRegistry(String image) {
        return image.startsWith(REGISTRY + "/tankfleet/");
    }

    private static List<String> ownImages(ControlPlane plane, String namespace) {
        var names =
                plane.kubectl()
                        .run(
                                "get",
                                "deployments,statefulsets,cronjobs",
                                "--namespace=" + namespace,
                                "--output=jsonpath={..image}");
        return Stream.of(names.split(" ")).filter(name -> name.contains("tankfleet/")).toList();
    }

    /** At the hub, as the centre has it. */
    private String passwordOf(String region) {
        return secret(first, CENTRE, "tankfleet-keys-hub").get("hub-leaf-" + region + "-password");
    }

    private List<String> knownRegions() throws IOException {
        var file =
                first.kubectl()
                        .run(
                                "get",
                                "configmap/centre-regions",
                                "--namespace=" + CENTRE,
                                "--output=jsonpath={.data.regions\\.json}");
        return JSON.readTree(file).path("regions").findValuesAsText("region");
    }

    private static Map<String, String> secret(ControlPlane plane, String namespace, String name) {
        var answer =
                plane.kubectl()
                        .run(
                                "get",
                                "secret/" + name,
                                "--namespace=" + namespace,
                                "--output=jsonpath={.data}");
        try {
            var data = new TreeMap<String, String>();
            for (var key : JSON.readTree(answer).properties()) {
                data.put(
                        key.getKey(),
                        new String(
                                Base64.getDecoder().decode(key.getValue().asText()),
                                StandardCharsets.UTF_8));
            }
            return data;
        } catch (IOException e) {
            throw new AssertionError(answer, e);
        }
    }

    /** The example's files, with these regions and our clusters. */
    private void map(String... regions) throws IOException {
        var all = JSON.readTree(EXAMPLE.resolve("regions.json").toFile());
        var map = JSON.createObjectNode();
        for (var region : regions) {
            map.set(region, in(region.equals("eu") ? first : second, all.path(region)));
        }
        JSON.writeValue(folder.resolve("regions.json").toFile(), map);
        var centre = JSON.readTree(EXAMPLE.resolve("centre.json").toFile());
        JSON.writeValue(folder.resolve("centre.json").toFile(), in(first, centre));
        Files.writeString(folder.resolve("all.yaml"), "registry: " + REGISTRY);
    }

    private static JsonNode in(ControlPlane plane, JsonNode entry) {
        return entry.withObject("")
                .put("kubeconfig", plane.kubeconfig().toString())
                .put("values_file", "all.yaml");
    }

    private String infra(String... words) {
        var command =
                new ArrayList<>(List.of(Root.HERE.resolveSibling("tankfleet").toString(), "infra"));
        command.addAll(List.of(words));
        var environment = new TreeMap<String, String>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put(
                "TANKFLEET_TOOLS", Program.TOFU.path().orElseThrow().getParent().toString());
        environment.put("TANKFLEET_REGIONS", folder.resolve("regions.json").toString());
        environment.put("TANKFLEET_CENTRE", folder.resolve("centre.json").toString());
        environment.put("TANKFLEET_STATE", folder.resolve("state").toString());
        environment.put("TANKFLEET_SECRETS", folder.resolve("secrets").toString());
        environment.put("TF_IN_AUTOMATION", "true");
        environment.put("TF_CLI_ARGS", "-no-color");
        environment.put("TF_VAR_wait", "false");
        environment.put(
                "TF_VAR_agones_chart",
                "{repository=\"\",chart=\"%s\",namespace=\"%s\"}"
                        .formatted(Root.HERE.resolve("src/test/charts/agones"), AGONES));
        var said = ProgramRun.of(command, environment).mustBeFine();
        assertThat(said).doesNotContain("PRIVATE KEY");
        return said;
    }

    private Map<String, String> states(String... regions) throws IOException {
        var states = new TreeMap<String, String>();
        for (var region : regions) {
            var state = folder.resolve("state").resolve(region).resolve("workloads.tfstate");
            states.put(region, Files.readString(state));
        }
        return states;
    }
}
