package dev.tankfleet.e2e.agones;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.sdk.GameServer.State;
import dev.tankfleet.bus.Role;
import dev.tankfleet.matchmaker.allocation.agones.AgonesAllocator;
import dev.tankfleet.proto.command.ServerCommand.Drain;
import dev.tankfleet.proto.status.ServerState;
import dev.tankfleet.proto.status.ServerStatus;
import dev.tankfleet.proto.subject.Subjects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole life of one of our game servers: Ready, allocated ahead over mutual TLS, a match with a
 * player, empty again, returned, Ready, shut down, replaced.
 */
@Timeout(300)
final class LifeOnAgonesIT {
    @Test
    void walksFromReadyThroughAMatchBackToReadyAndToItsReplacement(@TempDir Path folder)
            throws Exception {
        try (var scene = AgonesScene.start(folder, 1)) {
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

    private static void drain(AgonesScene scene, String name) {
        try (var bus = scene.region.hub.connect(Role.MATCHMAKER, "operator")) {
            var subject =
                    Subjects.ofRegion(
                            AgonesRegion.NAME, Subjects.serverCommand(AgonesRegion.idOf(name)));
            bus.request(subject, new Drain().write(), AgonesRegion.SOON);
        }
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
