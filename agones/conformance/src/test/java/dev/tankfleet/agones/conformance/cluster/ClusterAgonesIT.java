package dev.tankfleet.agones.conformance.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.conformance.subject.Agones;
import dev.tankfleet.agones.conformance.subject.FleetPlan;
import dev.tankfleet.agones.conformance.subject.ServerPlan;
import dev.tankfleet.agones.conformance.subject.kubernetes.ClusterAgones;
import dev.tankfleet.agones.kubernetes.AgonesResources;
import dev.tankfleet.agones.kubernetes.autoscaler.Policy;
import dev.tankfleet.agones.kubernetes.fleet.GameServerSet;
import dev.tankfleet.agones.sdk.GameServer;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What the adapter makes in Kubernetes, and how it reads it back; nobody acts on it here. */
@OnCluster
final class ClusterAgonesIT {
    private static final Duration SYNC = Duration.ofSeconds(1);

    @Test
    void makesServersThatNeedNoPod(SharedCluster cluster) {
        var plan =
                ServerPlan.labelled("scene", "pod-less")
                        .withAnnotation("note", "n")
                        .withCounter("rooms", 1, 4)
                        .withList("ids", 3, "a", "b");
        try (var agones = ClusterAgones.in(cluster.client())) {
            agones.createServer("pod-less", plan);

            var spec = typed(cluster, "pod-less").getSpec();
            assertThat(spec.ports().getFirst().portPolicy()).isEqualTo("Static");
            assertThat(spec.ports().getFirst().hostPort()).isPositive();
            assertThat(spec.health().disabled()).isTrue();
            assertThat(spec.counters().get("rooms").capacity()).isEqualTo(4);
            assertThat(spec.lists().get("ids").values()).containsExactly("a", "b");
            assertThat(spec.template().getSpec().getContainers()).hasSize(1);
            assertThat(agones.find("pod-less").orElseThrow().annotations())
                    .containsEntry("agones.dev/dev-address", "127.0.0.1")
                    .containsEntry("note", "n");
        }
        assertThat(typed(cluster, "pod-less")).isNull();
    }

    @Test
    void readsWhatControllersWrite(SharedCluster cluster) {
        try (var agones = ClusterAgones.in(cluster.client())) {
            agones.createServer("written", ServerPlan.labelled("scene", "written"));
            write(
                    cluster,
                    "written",
                    """
                    {"metadata":{"finalizers":["conformance.test/held"]},
                     "status":{"state":"Allocated","address":"10.0.0.1","nodeName":"n",
                      "addresses":[{"type":"PodIP","address":"10.1.0.1"}],
                      "ports":[{"name":"default","port":7001}],
                      "counters":{"rooms":{"count":2,"capacity":4}},
                      "lists":{"ids":{"capacity":3,"values":["a"]}}}}
                    """);
            agones.delete("written");

            GameServer read = agones.find("written").orElseThrow();
            write(cluster, "written", "{\"metadata\":{\"finalizers\":null}}");

            assertThat(read.state()).isEqualTo(GameServer.State.ALLOCATED);
            assertThat(read.address()).isEqualTo("10.0.0.1");
            assertThat(read.addresses())
                    .containsExactly(new GameServer.Address("PodIP", "10.1.0.1"));
            assertThat(read.ports()).containsExactly(new GameServer.Port("default", 7001));
            assertThat(read.counters()).containsEntry("rooms", new GameServer.Counter(2, 4));
            assertThat(read.lists().get("ids").values()).containsExactly("a");
            assertThat(read.health()).isEqualTo(ServerPlan.QUIET);
            assertThat(read.uid()).isNotEmpty();
            assertThat(read.isBeingDeleted()).isTrue();
        }
    }

    @Test
    void changesLabelAndStateThroughTheApi(SharedCluster cluster) {
        try (var agones = ClusterAgones.in(cluster.client())) {
            agones.createServer("changed", ServerPlan.labelled("scene", "changed"));

            agones.label("changed", "color", "red");
            agones.requestReady("changed");

            var found = agones.list("color", "red");
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().stateText()).isEqualTo("RequestReady");
            assertThat(found.getFirst().labels()).containsEntry("scene", "changed");
        }
    }

    @Test
    void makesFleetsAsPlanned(SharedCluster cluster) {
        var plan =
                FleetPlan.of("planned", 3, ServerPlan.labelled("scene", "planned"))
                        .withOverflowLabel("drain", "true")
                        .recreated()
                        .distributed()
                        .byCounter("rooms", true);
        try (var agones = ClusterAgones.in(cluster.client())) {
            agones.createFleet(plan);

            var spec =
                    resources(cluster)
                            .fleets()
                            .inNamespace("default")
                            .withName("planned")
                            .get()
                            .getSpec();
            assertThat(spec.replicas()).isEqualTo(3);
            assertThat(spec.strategy().getType()).isEqualTo("Recreate");
            assertThat(spec.scheduling()).isEqualTo("Distributed");
            assertThat(spec.allocationOverflow().labels()).containsEntry("drain", "true");
            assertThat(spec.priorities().getFirst().order()).isEqualTo("Descending");
            assertThat(spec.template().metadata().getLabels()).containsEntry("scene", "planned");
            assertThat(spec.template().spec().ports().getFirst().portPolicy()).isEqualTo("Dynamic");
        }
    }

    @Test
    void leavesTheTemplateWhenOnlyTheNumberChanges(SharedCluster cluster) {
        var plan =
                FleetPlan.of(
                        "resized", 1, ServerPlan.labelled("build", "7").withContainerPort(9_999));
        var fleets = resources(cluster).fleets().inNamespace("default");
        try (var agones = ClusterAgones.in(cluster.client())) {
            agones.createFleet(plan);
            fleets.withName("resized")
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\":{\"template\":{\"spec\":{\"scheduling\":\"Packed\"}}}}");

            agones.changeFleet(plan.withReplicas(5));
            var resized = fleets.withName("resized").get().getSpec();
            agones.changeFleet(plan.withServers(ServerPlan.labelled("build", "8")));
            var renewed = fleets.withName("resized").get().getSpec();

            assertThat(resized.replicas()).isEqualTo(5);
            assertThat(resized.template().spec().scheduling()).isEqualTo("Packed");
            assertThat(resized.template().spec().ports().getFirst().portPolicy()).isEqualTo("None");
            assertThat(renewed.replicas()).isEqualTo(1);
            assertThat(renewed.template().metadata().getLabels()).containsEntry("build", "8");
        }
    }

    @Test
    void readsWhatAFleetHas(SharedCluster cluster) {
        try (var agones = ClusterAgones.in(cluster.client())) {
            agones.createFleet(FleetPlan.of("read", 4, ServerPlan.labelled("scene", "read")));
            assertThat(agones.fleet("read").replicas()).isZero();
            resources(cluster)
                    .gameServerSets()
                    .inNamespace("default")
                    .resource(set("read-a", "read", 4))
                    .create();
            var fleet = resources(cluster).fleets().inNamespace("default").withName("read");
            fleet.subresource("status")
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            """
                            {"status":{"replicas":3,"readyReplicas":2,"reservedReplicas":0,
                             "allocatedReplicas":1,"counters":{"rooms":{"count":3,"capacity":12,
                             "allocatedCount":1,"allocatedCapacity":4}}}}
                            """);

            var view = agones.fleet("read");
            resources(cluster).gameServerSets().inNamespace("default").withName("read-a").delete();

            assertThat(view)
                    .isEqualTo(
                            new Agones.FleetView(
                                    3,
                                    2,
                                    0,
                                    1,
                                    4,
                                    Map.of("read-a", 4),
                                    Map.of("rooms", new Agones.Sum(3, 12, 1, 4))));
        }
    }

    @Test
    void readsWhatAnAutoscalerDid(SharedCluster cluster) throws Exception {
        var policy = Policy.of(Policy.Buffer.of("2", 1, 9));
        try (var agones = ClusterAgones.in(cluster.client())) {
            agones.createAutoscaler("scaled", "scaled", policy, Duration.ofMillis(60));
            assertThat(agones.autoscaler("scaled").isAbleToScale()).isFalse();
            var autoscaler =
                    resources(cluster).fleetAutoscalers().inNamespace("default").withName("scaled");
            autoscaler
                    .subresource("status")
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            """
                            {"status":{"currentReplicas":1,"desiredReplicas":3,"ableToScale":true,
                             "scalingLimited":true,"lastAppliedPolicy":"Buffer"}}
                            """);

            assertThat(agones.autoscaler("scaled"))
                    .isEqualTo(new Agones.AutoscalerView(1, 3, true, true, "Buffer"));
            assertThat(autoscaler.get().getSpec().sync().fixedInterval().seconds()).isEqualTo(1);
        }
    }

    @Test
    void tellsWhatIsRefusedAndWhatIsNotOffered(SharedCluster cluster) {
        var wrong =
                Policy.of(
                        new Policy.Schedule(
                                new Policy.Between(null, null, Map.of("start", 5)),
                                new Policy.ActivePeriod(null, null, null),
                                Policy.of(Policy.Buffer.of("2", 1, 9))));
        try (var agones = ClusterAgones.in(cluster.client())) {
            assertThatThrownBy(() -> agones.createAutoscaler("wrong", "wrong", wrong, SYNC))
                    .isInstanceOf(Agones.Refused.class)
                    .hasMessageContaining("between.start");
            var hook = Policy.chainOf(Policy.of(Policy.Webhook.at("http://127.0.0.1:1/")));
            assertThatThrownBy(() -> agones.createAutoscaler("hook", "hook", hook, SYNC))
                    .isInstanceOf(Agones.NotOffered.class);
            assertThatThrownBy(agones::allocators).isInstanceOf(Agones.NotOffered.class);
            assertThatThrownBy(() -> agones.sidecarPort("any"))
                    .isInstanceOf(Agones.NotOffered.class);
        }
    }

    /** Agones' webhook writes null where nothing was said. */
    @Test
    void refusesASpanThatBeginsWithNull(SharedCluster cluster, @TempDir Path folder)
            throws IOException {
        String autoscaler =
                """
                {"apiVersion":"autoscaling.agones.dev/v1","kind":"FleetAutoscaler",
                 "metadata":{"name":"open"},
                 "spec":{"policy":{"schedule":{"between":{"start":null}}}}}
                """;

        Path file = Files.writeString(folder.resolve("open.json"), autoscaler);
        assertThatThrownBy(
                        () ->
                                cluster.plane()
                                        .kubectl()
                                        .run("create", "--validate=false", "-f", file.toString()))
                .hasMessageContaining("between.start: Required value");
    }

    private static GameServerSet set(String name, String fleet, int replicas) {
        return Serialization.unmarshal(
                """
                apiVersion: agones.dev/v1
                kind: GameServerSet
                metadata: {name: %s, labels: {agones.dev/fleet: %s}}
                spec: {replicas: %d}
                """
                        .formatted(name, fleet, replicas),
                GameServerSet.class);
    }

    private static void write(SharedCluster cluster, String name, String change) {
        resources(cluster)
                .gameServers()
                .inNamespace("default")
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), change);
    }

    private static dev.tankfleet.agones.kubernetes.gameserver.GameServer typed(
            SharedCluster cluster, String name) {
        return resources(cluster).gameServers().inNamespace("default").withName(name).get();
    }

    private static AgonesResources resources(SharedCluster cluster) {
        return new AgonesResources(cluster.client());
    }
}
