package dev.tankfleet.faults.agones;

import static dev.tankfleet.testkit.time.Eventually.eventually;
import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.Fault;
import dev.tankfleet.agones.emulator.allocator.AllocationFault;
import dev.tankfleet.agones.sdk.GameServer.State;
import dev.tankfleet.faults.road.MemoryRoads;
import dev.tankfleet.proto.status.ServerState;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;

/**
 * Every edge of {@code ready → allocated → returning → ready} and of {@code draining}, with a fault
 * on it: what must hold afterwards.
 *
 * <p>What needs a clock moved by hand is proven in the game server's {@code LifecycleTest}: Ready
 * said once and repeated only by its rule, the allocation that the watch does not show in 500 ms, a
 * look that comes late, a lease that ends, what each state refuses, and Shutdown, Unhealthy,
 * deletion and overflow label in each of them. Its {@code GameServerIT} has the GameServer that is
 * "not found" and the stop within ten seconds, {@code EvidenceTest} and {@code PowerCutIT} have
 * what becomes of the books, {@link LostOffersIT} what becomes of players. The rows here are those
 * in which matchmaker, Agones and game server must agree.
 */
@Timeout(300)
final class EdgesIT {
    private static final Duration LATE = Duration.ofSeconds(3);
    private static final Duration CUT = Duration.ofSeconds(3);

    /** An edge, the fault on it, and what must hold. */
    enum Row {
        /** Late sidecar | the second allocation stands, and a match on it stays protected. */
        RETURNING_TO_READY_LATE(EdgesIT::returnsWithALateSidecar),
        /** Watch cut | the match runs on a server that Agones shows Allocated. */
        READY_TO_ALLOCATED_UNSEEN(EdgesIT::isAllocatedWhileItsWatchIsCut),
        /** Sidecar killed and back | Allocated all the time, the counters come after all. */
        ALLOCATED_WITHOUT_SIDECAR(EdgesIT::playsWhileItsSidecarIsDead),
        /** Answer lost | the one server is found by its intent, and no second is taken. */
        READY_TO_ALLOCATED_UNANSWERED(EdgesIT::isFoundByItsIntent),
        /** Scaled below the Allocated | overflow label: it drains and is never Ready again. */
        ALLOCATED_TO_DRAINING_BY_SCALE(EdgesIT::drainsWhenItIsOneTooMany),
        /** New template | it drains, and a server of the new template takes its place. */
        ALLOCATED_TO_DRAINING_BY_ROLLOUT(EdgesIT::drainsWhenItsBuildIsOld),
        /** Deleted behind a watch that is cut | the look finds it; the player goes on elsewhere. */
        ALLOCATED_TO_NOT_FOUND(EdgesIT::drainsWhenItIsDeletedBehindACutWatch),
        /** SIGTERM with a player | 1012, his placement ends, Shutdown, replaced. */
        ALLOCATED_TO_SHUTDOWN((scene, _) -> stopsWithAPlayer(scene));

        private final Story story;

        Row(Story story) {
            this.story = story;
        }
    }

    /** What happens on an edge. */
    @FunctionalInterface
    interface Story {
        void tell(AgonesScene scene, Emulator emulator) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatMustHoldAfterAFaultOnTheEdge(Row row, @TempDir Path folder) throws Exception {
        var ground = EmulatedGround.start(folder);
        try (var scene = AgonesScene.start(ground, new MemoryRoads(AgonesRegion.NAME), 2)) {
            row.story.tell(scene, ground.emulator);

            scene.assertEveryMatchProtected();
        }
    }

    private static void returnsWithALateSidecar(AgonesScene scene, Emulator emulator)
            throws Exception {
        emulator.scaleFleet(AgonesRegion.FLEET, 1);
        scene.region.await(State.READY, 1);
        scene.matchmakerKeeps(1);
        var name = scene.allocated();
        emulator.order(new Fault.SidecarLate(name, LATE));

        scene.matchmakerKeeps(0);
        scene.awaitSays(name, ServerState.RETURNING);
        scene.matchmakerKeeps(1);
        scene.region.await(State.READY, 1);

        // The Ready that is late must not undo what comes now.
        var anna = scene.play("anna");
        scene.awaitCounters(name, 1, 1);
        assertThat(scene.region.server(name).state()).isEqualTo(State.ALLOCATED);
        assertThat(anna.heard().closeCode()).isZero();
    }

    private static void isAllocatedWhileItsWatchIsCut(AgonesScene scene, Emulator emulator)
            throws Exception {
        for (var server : scene.region.in(State.READY)) {
            emulator.order(new Fault.SidecarCut(server.name(), CUT));
        }
        scene.matchmakerKeeps(1);

        var anna = scene.play("anna");

        var name = anna.server();
        scene.awaitCounters(name, 1, 1);
        assertThat(scene.region.server(name).state()).isEqualTo(State.ALLOCATED);
        assertThat(anna.heard().closeCode()).isZero();
    }

    private static void playsWhileItsSidecarIsDead(AgonesScene scene, Emulator emulator)
            throws Exception {
        scene.matchmakerKeeps(1);
        var name = scene.allocated();
        emulator.order(new Fault.SidecarDown(name));

        var anna = scene.play("anna");
        assertThat(anna.server()).isEqualTo(name);
        assertThat(scene.region.server(name).counters().get("matches").count()).isZero();
        emulator.order(new Fault.SidecarUp(name));

        scene.awaitCounters(name, 1, 1);
        assertThat(scene.region.server(name).state()).isEqualTo(State.ALLOCATED);
        assertThat(anna.heard().closeCode()).isZero();
    }

    private static void isFoundByItsIntent(AgonesScene scene, Emulator emulator) throws Exception {
        emulator.order(new Fault.OnAllocation(new AllocationFault.ReplyLost(1)));

        scene.matchmakerKeeps(1);

        var name = scene.allocated();
        assertThat(emulator.allocations().total()).isEqualTo(1);
        assertThat(scene.play("anna").server()).isEqualTo(name);
    }

    private static void drainsWhenItIsOneTooMany(AgonesScene scene, Emulator emulator)
            throws Exception {
        scene.matchmakerKeeps(1);
        var name = scene.allocated();

        emulator.scaleFleet(AgonesRegion.FLEET, 0);

        eventuallyTrue(AgonesRegion.SOON, name + " is gone", () -> scene.region.isGone(name));
        assertNeverReadyAgain(scene, name);
        emulator.scaleFleet(AgonesRegion.FLEET, 1);
        assertThat(scene.play("anna").server()).isNotEqualTo(name);
    }

    private static void drainsWhenItsBuildIsOld(AgonesScene scene, Emulator emulator)
            throws Exception {
        scene.matchmakerKeeps(1);
        var name = scene.allocated();
        var labels = new HashMap<>(AgonesRegion.LABELS);
        labels.put("tankfleet.dev/build", "next");

        emulator.changeFleet(
                AgonesRegion.FLEET, spec -> spec.withTemplate(EmulatedGround.template(labels)));

        scene.awaitReplaced(name, 2);
        assertNeverReadyAgain(scene, name);
        var next = scene.play("anna").server();
        assertThat(scene.region.server(next).labels()).containsEntry("tankfleet.dev/build", "next");
    }

    private static void drainsWhenItIsDeletedBehindACutWatch(AgonesScene scene, Emulator emulator)
            throws Exception {
        scene.matchmakerKeeps(1);
        var name = scene.allocated();
        var anna = scene.play("anna");
        emulator.order(new Fault.SidecarCut(name, CUT));

        emulator.order(new Fault.ServerDeleted(name));

        scene.awaitSays(name, ServerState.DRAINING);
        anna.awaitTurnedAway();
        scene.awaitReplaced(name, 2);
        assertThat(scene.play("anna").server()).isNotEqualTo(name);
    }

    private static void stopsWithAPlayer(AgonesScene scene) throws Exception {
        scene.matchmakerKeeps(1);
        var name = scene.allocated();
        var anna = scene.play("anna");

        scene.region.process(name).close();

        anna.awaitTurnedAway();
        scene.awaitReplaced(name, 2);
        assertNeverReadyAgain(scene, name);
        eventually(
                AgonesRegion.SOON,
                () ->
                        assertThat(
                                        scene.count(
                                                "placement WHERE state <> 'ended' AND server_id ="
                                                        + " '%s'"
                                                                .formatted(
                                                                        AgonesRegion.idOf(name))))
                                .isZero());
        assertThat(scene.count("match_result")).isEqualTo(1);
    }

    private static void assertNeverReadyAgain(AgonesScene scene, String name) {
        var said = scene.region.said(name);
        int allocatedAt = 0;
        while (said.get(allocatedAt).state() != ServerState.ALLOCATED) {
            allocatedAt++;
        }
        assertThat(said.subList(allocatedAt, said.size()))
                .noneMatch(status -> status.state() == ServerState.READY)
                .anyMatch(status -> status.state() == ServerState.DRAINING);
    }
}
