package dev.tankfleet.agones.conformance.behaviour.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.conformance.behaviour.Says;
import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.subject.Agones.Refused;
import dev.tankfleet.agones.conformance.subject.FleetPlan;
import dev.tankfleet.agones.conformance.subject.ServerPlan;
import dev.tankfleet.agones.kubernetes.autoscaler.Policy;

/** How many servers the policies want that look at the Fleet alone. */
public final class AutoscalerBehaviours {
    private static final String CODE = "pkg/fleetautoscalers/fleetautoscalers.go";
    private static final String API = "pkg/apis/autoscaling/v1/fleetautoscaler.go";
    private static final String SEEN = "seen";
    private static final String ROOMS = "rooms";

    private AutoscalerBehaviours() {}

    @Says(value = "A Buffer of n keeps n servers beyond the Allocated ones", source = CODE)
    static void bufferIsBeyondTheAllocated(Scene scene) throws Refused {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(2, scene.plan()));
        scene.allocated(scene.ask());

        Scaling.of(scene, fleet, buffer("3", 0, 20));

        Scaling.awaitWanted(scene, fleet, 4);
    }

    @Says(value = "A Buffer of p % keeps that share of all servers free, rounded up", source = CODE)
    static void bufferShareIsOfAll(Scene scene) throws Refused {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(3, scene.plan()));
        scene.allocated(scene.ask());
        scene.allocated(scene.ask());

        // 2 are 40 % of 5.
        Scaling.of(scene, fleet, buffer("60%", 1, 20));

        Scaling.awaitWanted(scene, fleet, 5);
    }

    @Says(
            value = "A Buffer never goes below minReplicas, and tells that it is limited",
            source = CODE)
    static void bufferHasALeast(Scene scene) throws Refused {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan()));

        Scaling.of(scene, fleet, buffer("1", 3, 20));

        Scaling.awaitWanted(scene, fleet, 3);
        scene.eventually(
                "it is limited", () -> scene.agones().autoscaler(fleet.name()).isScalingLimited());
    }

    @Says(value = "A Buffer never goes above maxReplicas", source = CODE)
    static void bufferHasAMost(Scene scene) throws Refused {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(2, scene.plan()));
        scene.allocated(scene.ask());
        scene.allocated(scene.ask());

        Scaling.of(scene, fleet, buffer("2", 2, 3));

        Scaling.awaitWanted(scene, fleet, 3);
    }

    @Says(value = "A Fleet that is scaled by hand comes back at the next look", source = SEEN)
    static void scalesBackWhatSomebodyChanged(Scene scene) throws Refused {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan()));
        Scaling.of(scene, fleet, buffer("2", 2, 20));
        Scaling.awaitWanted(scene, fleet, 2);

        scene.agones().changeFleet(fleet.withReplicas(4));

        Scaling.awaitWanted(scene, fleet, 2);
    }

    @Says(value = "A Counter policy adds servers until the room is there", source = SEEN)
    static void counterAddsServersForRoom(Scene scene) throws Refused {
        FleetPlan fleet = rooms(scene, 1, 3);

        Scaling.of(scene, fleet, counter("4", 4, 100));

        Scaling.awaitWanted(scene, fleet, 2);
    }

    @Says(value = "A Counter policy takes a Ready server away though its count is 2", source = SEEN)
    static void counterRemovesServersInUse(Scene scene) throws Refused {
        FleetPlan fleet = rooms(scene, 3, 2);

        Scaling.of(scene, fleet, counter("4", 4, 100));

        Scaling.awaitWanted(scene, fleet, 2);
    }

    @Says(
            value = "A Counter policy never wants fewer servers than are Allocated",
            source = "agones pull request 4625")
    static void counterSparesTheAllocated(Scene scene) throws Refused {
        FleetPlan fleet = rooms(scene, 4, 0);
        for (int i = 0; i < 3; i++) {
            scene.allocated(scene.ask());
        }

        Scaling.of(scene, fleet, counter("4", 4, 8));

        Scaling.awaitWanted(scene, fleet, 3);
    }

    @Says(value = "A Counter policy never goes above maxCapacity", source = CODE)
    static void counterHasAMost(Scene scene) throws Refused {
        FleetPlan fleet = rooms(scene, 1, 4);

        Scaling.of(scene, fleet, counter("8", 8, 10));

        Scaling.awaitWanted(scene, fleet, 2);
    }

    @Says(value = "A Counter policy brings a Fleet of 0 back to minCapacity", source = SEEN)
    static void counterComesBackFromZero(Scene scene) throws Refused {
        FleetPlan fleet = rooms(scene, 1, 0);
        scene.agones().changeFleet(fleet.withReplicas(0));
        scene.awaitServers(0);

        Scaling.of(scene, fleet, counter("4", 4, 100));

        Scaling.awaitWanted(scene, fleet, 1);
    }

    @Says(
            value = "A Counter policy with a share and nothing in use keeps minCapacity",
            source = SEEN)
    static void counterShareWithoutUseIsTheLeast(Scene scene) throws Refused {
        FleetPlan fleet = rooms(scene, 4, 0);

        Scaling.of(scene, fleet, counter("50%", 8, 100));

        Scaling.awaitWanted(scene, fleet, 2);
    }

    @Says(
            value = "A Counter policy for a counter that the Fleet lacks changes nothing",
            source = CODE)
    static void counterThatIsNotThereFails(Scene scene) throws Refused {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(2, scene.plan()));

        Scaling.of(scene, fleet, counter("4", 4, 100));

        Scaling.staysAt(scene, fleet, 2);
        assertThat(scene.agones().autoscaler(fleet.name()).isAbleToScale()).isFalse();
    }

    @Says(value = "A List policy adds servers until the room is there", source = CODE)
    static void listAddsServersForRoom(Scene scene) throws Refused {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan().withList("ids", 2, "a")));

        Scaling.of(scene, fleet, Policy.ofList(Policy.Room.of("ids", "3", 4, 100)));

        Scaling.awaitWanted(scene, fleet, 3);
    }

    @Says(value = "A minCapacity below the bufferSize is refused", source = SEEN)
    static void leastBelowTheBufferIsRefused(Scene scene) {
        FleetPlan fleet = rooms(scene, 1, 0);

        assertThatThrownBy(() -> Scaling.of(scene, fleet, counter("4", 2, 100)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("minCapacity should be bigger than or equal to bufferSize");
    }

    @Says(value = "A Buffer of p % without minReplicas is refused", source = API)
    static void shareWithoutALeastIsRefused(Scene scene) {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan()));

        assertThatThrownBy(() -> Scaling.of(scene, fleet, buffer("20%", 0, 9)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("minReplicas");
    }

    /** A Fleet of servers that each have so many of 4 rooms in use. */
    private static FleetPlan rooms(Scene scene, int servers, long count) {
        ServerPlan plan = scene.plan().withCounter(ROOMS, 0, 4);
        FleetPlan fleet = scene.fleet(scene.fleetPlan(servers, plan));
        for (var server : scene.list()) {
            Scaling.setCounter(scene, server, ROOMS, count);
        }
        return fleet;
    }

    private static Policy buffer(String size, int replicasMin, int replicasMax) {
        return Policy.of(Policy.Buffer.of(size, replicasMin, replicasMax));
    }

    private static Policy counter(String size, long capacityMin, long capacityMax) {
        return Policy.ofCounter(Policy.Room.of(ROOMS, size, capacityMin, capacityMax));
    }
}
