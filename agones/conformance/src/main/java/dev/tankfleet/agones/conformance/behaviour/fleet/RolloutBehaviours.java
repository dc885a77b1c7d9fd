package dev.tankfleet.agones.conformance.behaviour.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.conformance.behaviour.Says;
import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.scene.Server;
import dev.tankfleet.agones.conformance.subject.FleetPlan;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServer.State;

import java.util.List;

/**
 * What becomes of servers when their Fleet gets another template, or fewer replicas than are in
 * use.
 */
public final class RolloutBehaviours {
    private static final String FLEETS = "pkg/fleets/controller.go";
    private static final String SEEN = "seen";
    private static final String DRAIN = "drain";

    private RolloutBehaviours() {}

    @Says(
            value = "Allocated servers beyond the replicas get the overflow label",
            source = "pkg/gameserversets/allocation_overflow.go")
    static void labelsSurplusServers(Scene scene) {
        FleetPlan fleet = overflowing(scene);

        scene.agones().changeFleet(fleet.withReplicas(1));

        scene.eventually("one has the label", () -> labelled(scene).size() == 1);
        assertThat(scene.list(State.ALLOCATED)).hasSize(2);
    }

    @Says(value = "The label stays when the Fleet grows again", source = SEEN)
    static void labelStays(Scene scene) {
        FleetPlan fleet = overflowing(scene);
        scene.agones().changeFleet(fleet.withReplicas(1));
        scene.eventually("one has the label", () -> labelled(scene).size() == 1);

        scene.agones().changeFleet(fleet.withReplicas(2));

        scene.staysSo("it has the label", () -> labelled(scene).size() == 1);
    }

    @Says(
            value = "A surplus server that says Ready() is shut down, and never shows Ready",
            source = SEEN)
    static void labelledServerIsNeverReadyAgain(Scene scene) {
        FleetPlan fleet = overflowing(scene);
        scene.agones().changeFleet(fleet.withReplicas(1));
        scene.eventually("one has the label", () -> labelled(scene).size() == 1);
        Server server = scene.named(labelled(scene).getFirst().name());
        var watch = server.watch();

        server.sidecar().ready().orFail();

        server.awaitGone();
        scene.eventually("the watch tells it", () -> watch.states().contains("Shutdown"));
        assertThat(watch.states())
                .containsSubsequence("Allocated", "RequestReady", "Shutdown")
                .doesNotContain("Ready");
    }

    /** Two Allocated servers of a Fleet that labels those beyond its replicas. */
    private static FleetPlan overflowing(Scene scene) {
        FleetPlan fleet =
                scene.fleet(scene.fleetPlan(2, scene.plan()).withOverflowLabel(DRAIN, "true"));
        scene.allocated(scene.ask());
        scene.allocated(scene.ask());
        return fleet;
    }

    @Says(value = "Another template replaces Ready servers", source = FLEETS)
    static void replacesReadyServers(Scene scene) {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(2, scene.plan().withLabel("build", "7")));

        scene.agones().changeFleet(fleet.withServers(scene.plan().withLabel("build", "8")));

        scene.eventually(
                "all are of the new build",
                () -> {
                    scene.makeAllReady();
                    return of(scene, "7").isEmpty() && of(scene, "8").size() == 2;
                });
        scene.eventually(
                "one set is left", () -> scene.agones().fleet(fleet.name()).sets().size() == 1);
    }

    @Says(value = "A roll-out keeps most servers Ready while new ones are not", source = FLEETS)
    static void goesStepByStep(Scene scene) {
        FleetPlan fleet = scene.fleet(scene.fleetPlan(4, scene.plan().withLabel("build", "7")));

        scene.agones().changeFleet(fleet.withServers(scene.plan().withLabel("build", "8")));

        scene.eventually("one has gone", () -> of(scene, "7").size() == 3);
        scene.staysSo("the others stay", () -> of(scene, "7").size() == 3);
        assertThat(scene.list()).hasSizeLessThanOrEqualTo(5);
    }

    @Says(value = "Recreate shuts all old Ready servers down at once", source = FLEETS)
    static void recreateGoesAtOnce(Scene scene) {
        FleetPlan fleet =
                scene.fleet(scene.fleetPlan(4, scene.plan().withLabel("build", "7")).recreated());

        scene.agones().changeFleet(fleet.withServers(scene.plan().withLabel("build", "8")));

        scene.eventually("no old one is left", () -> of(scene, "7").isEmpty());
        scene.eventually("all are new", () -> of(scene, "8").size() == 4);
        assertThat(scene.list(State.READY)).isEmpty();
    }

    @Says(
            value = "An Allocated server of the old template stays, with the overflow label",
            source = SEEN)
    static void leavesAllocatedServers(Scene scene) {
        Server server = allocatedInRollOut(scene);

        scene.eventually("it has the label", () -> labelled(scene).size() == 1);
        scene.staysSo("it is Allocated", () -> server.state() == State.ALLOCATED);
        assertThat(server.view().labels()).containsEntry(DRAIN, "true");
    }

    @Says(value = "When it returns it is shut down, and the new set gets its place", source = SEEN)
    static void replacesThemWhenTheyReturn(Scene scene) {
        Server server = allocatedInRollOut(scene);
        scene.eventually("it has the label", () -> labelled(scene).size() == 1);

        server.sidecar().ready().orFail();

        server.awaitGone();
        scene.eventually("two of the new build", () -> of(scene, "8").size() == 2);
    }

    /** The Allocated server of two, after its Fleet got another template and one new is Ready. */
    private static Server allocatedInRollOut(Scene scene) {
        FleetPlan fleet =
                scene.fleet(
                        scene.fleetPlan(2, scene.plan().withLabel("build", "7"))
                                .withOverflowLabel(DRAIN, "true"));
        Server server = scene.named(scene.allocated(scene.ask()).getGameServerName());
        scene.agones().changeFleet(fleet.withServers(scene.plan().withLabel("build", "8")));
        scene.eventually(
                "one of each", () -> of(scene, "7").size() == 1 && of(scene, "8").size() == 1);
        scene.makeAllReady();
        return server;
    }

    private static List<GameServer> of(Scene scene, String build) {
        return scene.list().stream()
                .filter(server -> build.equals(server.labels().get("build")))
                .toList();
    }

    private static List<GameServer> labelled(Scene scene) {
        return scene.list().stream()
                .filter(server -> "true".equals(server.labels().get(DRAIN)))
                .toList();
    }
}
