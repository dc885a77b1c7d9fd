package dev.tankfleet.faults.agones;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServer.State;
import dev.tankfleet.faults.road.Roads;
import dev.tankfleet.matchmaker.allocation.agones.AgonesAllocator;
import dev.tankfleet.matchmaker.scaling.ScalingConfig;
import dev.tankfleet.proto.command.ServerCommand.Drain;
import dev.tankfleet.proto.status.ServerState;
import dev.tankfleet.proto.status.ServerStatus;
import dev.tankfleet.proto.subject.Subjects;
import dev.tankfleet.testkit.port.FreePorts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The life of our game servers on any Agones: one walks from Ready through an allocation over
 * mutual TLS and a match with a player back to Ready, is shut down and replaced; and its Fleet has
 * as many as the chain of its autoscaler says.
 */
@Timeout(300)
abstract class LifeContractTest {
    private static final int SLOTS = 2;
    private static final int READY_MIN = 2;
    private static final int REPLICAS_MAX = 20;

    /** An Agones without a Fleet of ours. */
    abstract Ground ground(Path folder);

    /** The bus on which all of them speak. */
    abstract Roads roads(Path folder);

    @Test
    void walksFromReadyThroughAMatchBackToReadyAndToItsReplacement(@TempDir Path folder)
            throws Exception {
        try (var scene = AgonesScene.start(ground(folder), roads(folder), 1)) {
            var region = scene.region;
            var name = region.in(State.READY).getFirst().name();

            scene.matchmakerKeeps(1);
            assertThat(scene.allocated()).isEqualTo(name);
            var intent = region.server(name).annotations().get(AgonesAllocator.INTENT_KEY);
            assertThat(scene.count("allocation_intent WHERE intent = '%s'".formatted(intent)))
                    .isEqualTo(1);

            var anna = scene.play("anna");
            scene.awaitCounters(name, 1, 1);
            assertThat(region.last(name).runningMatches()).isEqualTo(1);
            assertThat(region.server(name).state()).isEqualTo(State.ALLOCATED);

            anna.match().close();
            scene.awaitCounters(name, 0, 0);
            eventually(
                    AgonesRegion.SOON,
                    () -> {
                        assertThat(scene.count("placement WHERE state <> 'ended'")).isZero();
                        assertThat(scene.count("match_result")).isEqualTo(1);
                    });
            assertThat(region.server(name).state()).as("kept ahead").isEqualTo(State.ALLOCATED);

            scene.matchmakerKeeps(0);
            region.await(State.READY, 1);
            scene.awaitSays(name, ServerState.READY);
            eventually(
                    AgonesRegion.SOON,
                    () ->
                            assertThat(scene.count("allocation_intent WHERE state = 'released'"))
                                    .isEqualTo(1));
            assertThat(region.server(name).annotations())
                    .as("never cleared by Agones")
                    .containsEntry(AgonesAllocator.INTENT_KEY, intent);

            drain(scene, name);
            scene.awaitReplaced(name, 1);
            region.await(State.READY, 1);
            assertThat(walk(region.said(name)))
                    .containsExactly(
                            ServerState.READY,
                            ServerState.ALLOCATED,
                            ServerState.RETURNING,
                            ServerState.READY,
                            ServerState.DRAINING);
        }
    }

    /**
     * The matchmaker decides while it lives, then the schedule, and the matchmaker again when it is
     * back; servers that players were promised stay throughout.
     */
    @Test
    void goesToTheNextEntryWhileTheMatchmakerIsAwayAndBack(@TempDir Path folder) throws Exception {
        var scaling =
                new ScalingConfig(
                        true,
                        "127.0.0.1",
                        FreePorts.next(),
                        READY_MIN,
                        REPLICAS_MAX,
                        Duration.ofMinutes(1));
        try (var scene = AgonesScene.start(ground(folder), roads(folder), SLOTS)) {
            var region = scene.region;
            scene.matchmakerKeeps(SLOTS, scaling);
            region.await(State.ALLOCATED, SLOTS);
            var allocated = names(region.in(State.ALLOCATED));
            var webhook = "http://127.0.0.1:" + scaling.port() + "/autoscale/" + AgonesRegion.NAME;
            region.ground.createAutoscaler(new Ground.Chain(URI.create(webhook), SLOTS + 1, SLOTS));
            decides(region, "Chain:matchmaker:Webhook", SLOTS + READY_MIN);
            region.await(State.READY, READY_MIN);

            // It is gone, and its connections with it: the schedule wants room for one match.
            scene.matchmakerGoes();
            decides(region, "Chain:evening:Schedule", SLOTS + 1);
            assertThat(names(region.in(State.ALLOCATED))).isEqualTo(allocated);

            scene.matchmakerKeeps(SLOTS, scaling);
            decides(region, "Chain:matchmaker:Webhook", SLOTS + READY_MIN);
            assertThat(names(region.in(State.ALLOCATED))).isEqualTo(allocated);
            assertThat(region.ground.servers())
                    .noneMatch(server -> server.labels().containsKey(AgonesRegion.OVERFLOW));
        }
    }

    private static void drain(AgonesScene scene, String name) {
        try (var bus = scene.region.roads.centre(AgonesRegion.OPERATOR)) {
            var subject =
                    Subjects.ofRegion(
                            AgonesRegion.NAME, Subjects.serverCommand(AgonesRegion.idOf(name)));
            bus.request(subject, new Drain().write(), AgonesRegion.SOON);
        }
    }

    private static void decides(AgonesRegion region, String policy, int replicas) throws Exception {
        eventually(
                AgonesRegion.SOON,
                () -> {
                    assertThat(region.ground.lastAppliedPolicy()).isEqualTo(policy);
                    assertThat(region.ground.replicas()).isEqualTo(replicas);
                });
    }

    private static Set<String> names(List<GameServer> servers) {
        return servers.stream().map(GameServer::name).collect(Collectors.toSet());
    }

    /** The states from the first Ready on, each once as long as it lasted. */
    private static List<ServerState> walk(List<ServerStatus> said) {
        var states = new ArrayList<ServerState>();
        for (var status : said) {
            boolean isBegun = !states.isEmpty() || status.state() == ServerState.READY;
            if (isBegun && (states.isEmpty() || states.getLast() != status.state())) {
                states.add(status.state());
            }
        }
        return states;
    }
}
