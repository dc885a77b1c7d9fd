package dev.tankfleet.agones.conformance.behaviour.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.conformance.behaviour.Says;
import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.subject.Agones.Refused;
import dev.tankfleet.agones.conformance.subject.FleetPlan;
import dev.tankfleet.agones.kubernetes.autoscaler.Policy;

/** Policies that hold at their time, and chains of policies. */
public final class ChainBehaviours {
    private static final String CODE = "pkg/fleetautoscalers/fleetautoscalers.go";
    private static final String SEEN = "seen";
    private static final String ROOMS = "rooms";

    private ChainBehaviours() {}

    @Says(value = "A Schedule without both ends of between is refused", source = SEEN)
    static void scheduleWithoutBoundsIsRefused(Scene scene) {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan()));
        var open =
                new Policy.Schedule(
                        new Policy.Between(null, Scaling.inDays(1)),
                        new Policy.ActivePeriod(null, null, null),
                        buffer("5", 5, 9));

        assertThatThrownBy(() -> Scaling.of(scene, fleet, Policy.of(open)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("between.start");
    }

    @Says(value = "A Schedule does what its policy wants between its bounds", source = CODE)
    static void scheduleInItsTime(Scene scene) throws Refused {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan()));

        Scaling.of(scene, fleet, Scaling.during(-1, 1, buffer("3", 3, 9)));

        Scaling.awaitWanted(scene, fleet, 3);
    }

    @Says(value = "A Schedule outside of its bounds changes nothing", source = CODE)
    static void scheduleOutOfItsTimeFails(Scene scene) throws Refused {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan()));

        Scaling.of(scene, fleet, Scaling.during(1, 2, buffer("3", 3, 9)));

        Scaling.staysAt(scene, fleet, 1);
    }

    @Says(value = "A chain passes over a Schedule that is not active", source = SEEN)
    static void inactiveScheduleIsPassedOver(Scene scene) throws Refused {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan()));

        Scaling.of(
                scene,
                fleet,
                Policy.chainOf(
                        Scaling.during(1, 2, buffer("5", 5, 9)).withId("later"),
                        buffer("3", 3, 9).withId("now")));

        Scaling.awaitWanted(scene, fleet, 3);
    }

    @Says(value = "The status names the entry of a chain that decided", source = SEEN)
    static void firstThatWorksIsNamed(Scene scene) throws Refused {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(1, scene.plan()));

        Scaling.of(
                scene,
                fleet,
                Policy.chainOf(
                        counter("4", 4, 100).withId("rooms"), buffer("3", 3, 9).withId("spare")));

        Scaling.awaitWanted(scene, fleet, 3);
        scene.eventually(
                "the name",
                () ->
                        scene.agones()
                                .autoscaler(fleet.name())
                                .lastAppliedPolicy()
                                .equals("Chain:spare:Buffer"));
    }

    @Says(
            value = "A chain without an entry that works changes nothing and tells zeros",
            source = SEEN)
    static void nothingWorksAndNothingChanges(Scene scene) throws Refused {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(2, scene.plan()));

        Scaling.of(
                scene,
                fleet,
                Policy.chainOf(
                        counter("4", 4, 100).withId("rooms"),
                        Policy.of(Policy.Webhook.at("http://127.0.0.1:1/")).withId("hook")));

        Scaling.staysAt(scene, fleet, 2);
        var status = scene.agones().autoscaler(fleet.name());
        assertThat(status.lastAppliedPolicy()).isEmpty();
        assertThat(status.currentReplicas()).isZero();
        assertThat(status.desiredReplicas()).isZero();
        assertThat(status.isAbleToScale()).isFalse();
    }

    private static Policy buffer(String size, int replicasMin, int replicasMax) {
        return Policy.of(Policy.Buffer.of(size, replicasMin, replicasMax));
    }

    private static Policy counter(String size, long capacityMin, long capacityMax) {
        return Policy.ofCounter(Policy.Room.of(ROOMS, size, capacityMin, capacityMax));
    }
}
