package dev.tankfleet.agones.conformance.behaviour.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.conformance.behaviour.Says;
import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.scene.Server;
import dev.tankfleet.agones.conformance.subject.FleetPlan;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServer.State;

import java.util.List;
import java.util.Objects;

/** What a Fleet does to keep its servers. */
public final class FleetBehaviours {
    private static final String SETS = "pkg/gameserversets/controller.go";
    private static final String SEEN = "seen";

    private FleetBehaviours() {}

    @Says(
            value = "A Fleet makes as many servers as it should have, with address and port",
            source = "site docs: Fleet")
    static void makesItsServers(Scene scene) {
        scene.agones().createFleet(scene.fleetPlan(2, scene.plan()));

        scene.await(2, State.SCHEDULED);
        assertThat(scene.list())
                .allSatisfy(
                        server -> {
                            assertThat(server.address()).isNotEmpty();
                            assertThat(server.ports()).hasSize(1);
                        });
    }

    @Says(
            value = "Each server has the labels of Fleet, set and template",
            source = "site docs: Fleet")
    static void labelsItsServers(Scene scene) {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan().withLabel("build", "7")));

        assertThat(scene.list().getFirst().labels())
                .containsEntry("agones.dev/fleet", fleet.name())
                .containsEntry("build", "7")
                .containsKey("agones.dev/gameserverset");
    }

    @Says(value = "A server that shuts down is replaced", source = SETS)
    static void replacesAServerThatShutsDown(Scene scene) {
        scene.fleet(scene.fleetPlan(1, scene.plan()));
        Server first = first(scene);

        first.sidecar().shutdown().orFail();

        first.awaitGone();
        scene.awaitServers(1);
    }

    @Says(value = "An Unhealthy server is deleted and replaced", source = SETS)
    static void replacesAnUnhealthyServer(Scene scene) {
        var quick =
                new GameServer.Health(
                        false, java.time.Duration.ofSeconds(1), 2, java.time.Duration.ofSeconds(0));
        scene.fleet(scene.fleetPlan(1, scene.plan().withHealth(quick)));

        first(scene).awaitGone();

        scene.awaitServers(1);
    }

    @Says(value = "An Allocated server that somebody deletes is replaced", source = SEEN)
    static void replacesADeletedServer(Scene scene) {
        scene.fleet(scene.fleetPlan(1, scene.plan()));
        Server first = first(scene);
        scene.allocated(scene.ask());

        first.delete();

        first.awaitGone();
        scene.await(1, State.SCHEDULED);
    }

    @Says(value = "A scale-down never takes an Allocated server", source = SETS)
    static void scaleDownSparesAllocated(Scene scene) {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(3, scene.plan()));
        scene.allocated(scene.ask());

        scene.agones().changeFleet(fleet.withReplicas(0));

        scene.awaitServers(1);
        scene.staysSo("one is Allocated", () -> scene.list(State.ALLOCATED).size() == 1);
    }

    @Says(value = "A scale-down never takes a Reserved server", source = SETS)
    static void scaleDownSparesReserved(Scene scene) {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(2, scene.plan()));
        Server server = first(scene);
        server.sidecar().reserve(0).orFail();
        server.await(State.RESERVED);

        scene.agones().changeFleet(fleet.withReplicas(0));

        scene.awaitServers(1);
        scene.staysSo("it is Reserved", () -> server.state() == State.RESERVED);
    }

    @Says(value = "A scale-down takes a Ready server whatever its counters say", source = SEEN)
    static void scaleDownIgnoresCounters(Scene scene) {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan().withCounter("rooms", 3, 4)));

        scene.agones().changeFleet(fleet.withReplicas(0));

        scene.awaitServers(0);
    }

    @Says(
            value = "With a priority the first in its order goes first",
            source = "pkg/gameserversets/gameserversets.go")
    static void scaleDownGoesByRoom(Scene scene) {
        FleetPlan fleet =
                scene.fleet(
                        scene.fleetPlan(3, scene.plan().withCounter("rooms", 0, 4))
                                .byCounter("rooms", true));
        List<GameServer> servers = scene.list();
        Scaling.setCounter(scene, servers.get(0), "rooms", 1);
        Scaling.setCounter(scene, servers.get(1), "rooms", 3);
        Scaling.setCounter(scene, servers.get(2), "rooms", 2);

        scene.agones().changeFleet(fleet.withReplicas(1));

        scene.awaitServers(1);
        assertThat(scene.list().getFirst().name()).isEqualTo(servers.get(1).name());
    }

    @Says(
            value = "A server that is not Ready goes before those that are",
            source = "pkg/gameserversets/gameserversets.go")
    static void scaleDownTakesTheUnreadyFirst(Scene scene) {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(2, scene.plan()));
        List<String> ready = names(scene);
        scene.agones().changeFleet(fleet.withReplicas(4));
        scene.await(2, State.SCHEDULED);

        scene.agones().changeFleet(fleet.withReplicas(2));

        scene.awaitServers(2);
        assertThat(names(scene)).isEqualTo(ready);
    }

    @Says(
            value = "Its status counts states, and adds up counters",
            source = "pkg/apis/agones/v1/fleet.go")
    static void statusAddsUp(Scene scene) {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(3, scene.plan().withCounter("rooms", 1, 4)));
        scene.allocated(scene.ask());

        scene.eventually(
                "one is allocated", () -> scene.agones().fleet(fleet.name()).allocated() == 1);
        var status = scene.agones().fleet(fleet.name());
        assertThat(status.replicas()).isEqualTo(3);
        assertThat(status.ready()).isEqualTo(2);
        var rooms = Objects.requireNonNull(status.counters().get("rooms"), "rooms");
        assertThat(rooms.count()).isEqualTo(3);
        assertThat(rooms.capacity()).isEqualTo(12);
        assertThat(rooms.allocatedCount()).isEqualTo(1);
        assertThat(rooms.allocatedCapacity()).isEqualTo(4);
    }

    @Says(
            value = "With the Fleet go all its servers, the Allocated ones at once, too",
            source = SEEN)
    static void deletionTakesAllocatedServers(Scene scene) {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(2, scene.plan()));
        scene.allocated(scene.ask());

        scene.agones().deleteFleet(fleet.name());

        scene.awaitServers(0);
    }

    @Says(
            value = "With PortPolicy None the container's port and the node's address are told",
            source = "seen")
    static void containerPortIsToldAsItIs(Scene scene) {
        scene.fleet(scene.fleetPlan(1, scene.plan().withContainerPort(9_999)));

        var answer = scene.allocated(scene.ask());

        assertThat(answer.getPorts(0).getPort()).isEqualTo(9_999);
        assertThat(answer.getAddress()).isEqualTo(first(scene).view().address());
    }

    private static List<String> names(Scene scene) {
        return scene.list().stream().map(GameServer::name).toList();
    }

    private static Server first(Scene scene) {
        return scene.named(scene.list().getFirst().name());
    }
}
