package dev.tankfleet.agones.conformance.subject.kubernetes;

import dev.tankfleet.agones.conformance.subject.FleetPlan;
import dev.tankfleet.agones.conformance.subject.ServerPlan;
import dev.tankfleet.agones.kubernetes.fleet.Fleet;
import dev.tankfleet.agones.kubernetes.fleet.FleetSpec;
import dev.tankfleet.agones.kubernetes.gameserver.CounterStatus;
import dev.tankfleet.agones.kubernetes.gameserver.GameServer;
import dev.tankfleet.agones.kubernetes.gameserver.GameServerSpec;
import dev.tankfleet.agones.kubernetes.gameserver.GameServerTemplate;
import dev.tankfleet.agones.kubernetes.gameserver.ListStatus;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plans as resources of Kubernetes. Pure. */
final class Plans {
    /** Makes a GameServer one that needs no Pod: somebody runs it at that address. */
    static final String ELSEWHERE = "agones.dev/dev-address";

    static final String ADDRESS = "127.0.0.1";
    private static final String PORT = "default";
    private static final int CONTAINER_PORT = 7654;
    private static final String DISTRIBUTED = "Distributed";
    private static final String PACKED = "Packed";

    /** A program that does nothing; on a simulated node not even that. */
    private static final String IMAGE = "registry.k8s.io/pause:3.10";

    private Plans() {}

    /**
     * A GameServer without a Pod.
     *
     * @param hostPort where the game would be, unless the plan names a port
     */
    static GameServer gameServer(String name, ServerPlan plan, int hostPort) {
        Map<String, String> annotations = new HashMap<>(plan.annotations());
        annotations.put(ELSEWHERE, ADDRESS);
        int number = plan.containerPort() == 0 ? hostPort : plan.containerPort();
        var port =
                new GameServerSpec.Port(
                        PORT, null, "Static", null, number, number, "UDP", Map.of());
        var server = new GameServer();
        server.setMetadata(
                new ObjectMetaBuilder()
                        .withName(name)
                        .withLabels(plan.labels())
                        .withAnnotations(annotations)
                        .build());
        server.setSpec(spec(plan, port));
        return server;
    }

    /** A Fleet. */
    static Fleet fleet(FleetPlan plan) {
        var fleet = new Fleet();
        fleet.setMetadata(new ObjectMetaBuilder().withName(plan.name()).build());
        fleet.setSpec(
                new FleetSpec(
                        plan.replicas(),
                        overflow(plan),
                        plan.isRecreate()
                                ? new DeploymentStrategyBuilder().withType("Recreate").build()
                                : null,
                        plan.isPacked() ? PACKED : DISTRIBUTED,
                        plan.priorities().stream().map(Plans::priority).toList(),
                        template(plan.servers()),
                        Map.of()));
        return fleet;
    }

    /**
     * What a Fleet is to be after its plan has changed. What Agones has filled in when it was
     * created stays: a template that lacks it would be another one, and begin a roll-out.
     */
    static FleetSpec changed(FleetSpec spec, FleetPlan before, FleetPlan plan) {
        return new FleetSpec(
                plan.replicas(),
                overflow(plan),
                spec.strategy(),
                spec.scheduling(),
                plan.priorities().stream().map(Plans::priority).toList(),
                plan.servers().equals(before.servers())
                        ? spec.template()
                        : template(plan.servers()),
                spec.more());
    }

    private static FleetSpec.AllocationOverflow overflow(FleetPlan plan) {
        return new FleetSpec.AllocationOverflow(plan.overflowLabels(), Map.of(), Map.of());
    }

    private static FleetSpec.Priority priority(FleetPlan.CounterPriority priority) {
        return new FleetSpec.Priority(
                "Counter",
                priority.key(),
                priority.isDescending() ? "Descending" : "Ascending",
                Map.of());
    }

    private static GameServerTemplate template(ServerPlan plan) {
        var port =
                plan.containerPort() == 0
                        ? GameServerSpec.Port.dynamicUdp(PORT, CONTAINER_PORT)
                        : new GameServerSpec.Port(
                                PORT,
                                null,
                                "None",
                                null,
                                plan.containerPort(),
                                null,
                                "UDP",
                                Map.of());
        return new GameServerTemplate(
                new ObjectMetaBuilder()
                        .withLabels(plan.labels())
                        .withAnnotations(plan.annotations())
                        .build(),
                spec(plan, port),
                Map.of());
    }

    private static GameServerSpec spec(ServerPlan plan, GameServerSpec.Port port) {
        Map<String, CounterStatus> counters = new HashMap<>();
        plan.counters()
                .forEach(
                        (key, it) ->
                                counters.put(key, CounterStatus.of(it.count(), it.capacity())));
        Map<String, ListStatus> lists = new HashMap<>();
        plan.lists()
                .forEach(
                        (key, it) ->
                                lists.put(
                                        key, new ListStatus(it.capacity(), it.values(), Map.of())));
        var health =
                new GameServerSpec.Health(
                        plan.health().disabled(),
                        seconds(plan.health().period()),
                        plan.health().failureThreshold(),
                        seconds(plan.health().initialDelay()),
                        Map.of());
        return new GameServerSpec(
                null, List.of(port), health, null, null, pod(), counters, lists, null, Map.of());
    }

    private static PodTemplateSpec pod() {
        return new PodTemplateSpecBuilder()
                .withNewSpec()
                .addNewContainer()
                .withName("game")
                .withImage(IMAGE)
                .endContainer()
                .endSpec()
                .build();
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }
}
