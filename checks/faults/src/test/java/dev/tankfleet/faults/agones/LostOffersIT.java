package dev.tankfleet.faults.agones;

import static dev.tankfleet.testkit.time.Eventually.eventually;
import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.Fault;
import dev.tankfleet.agones.emulator.allocator.AllocationFault;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServer.State;
import dev.tankfleet.faults.road.MemoryRoads;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;

/**
 * As {@link EdgesIT}: a server that Agones gave, and that is gone before it heard of its match. The
 * player is placed on another, and the books forget the first.
 */
@Timeout(300)
final class LostOffersIT {
    static List<AllocationFault> offers() {
        return List.of(
                new AllocationFault.OfferedDeleted(1), new AllocationFault.OfferedUnhealthy(1));
    }

    @ParameterizedTest
    @MethodSource("offers")
    void placesThePlayerOnAnother(AllocationFault fault, @TempDir Path folder) throws Exception {
        var ground = EmulatedGround.start(folder);
        try (var scene = AgonesScene.start(ground, new MemoryRoads(AgonesRegion.NAME), 2)) {
            var region = scene.region;
            var first = region.in(State.READY).stream().map(GameServer::name).toList();
            ground.emulator.order(new Fault.OnAllocation(fault));
            scene.matchmakerKeeps(1);

            var anna = scene.play("anna");
            var home = anna.server();
            eventuallyTrue(
                    AgonesRegion.SOON,
                    "one is gone",
                    () -> first.stream().anyMatch(region::isGone));
            var lost = first.stream().filter(region::isGone).toList();
            assertThat(lost).hasSize(1);
            if (lost.contains(home)) {
                // The match was quicker than the bad news: he is told, and comes again.
                anna.awaitTurnedAway();
                home = scene.play("anna").server();
            }

            assertThat(lost).doesNotContain(home);
            assertThat(region.server(home).state()).isEqualTo(State.ALLOCATED);
            scene.awaitReplaced(lost.getFirst(), 2);
            var books =
                    "allocation_intent WHERE server_id = '%s' AND state = 'allocated'"
                            .formatted(AgonesRegion.idOf(lost.getFirst()));
            eventually(AgonesRegion.SOON, () -> assertThat(scene.count(books)).isZero());
            scene.assertEveryMatchProtected();
        }
    }
}
