package dev.tankfleet.agones.conformance.behaviour.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Int64Value;
import com.google.protobuf.StringValue;

import dev.tankfleet.agones.allocation.proto.AllocationResponse;
import dev.tankfleet.agones.allocation.proto.CounterAction;
import dev.tankfleet.agones.allocation.proto.ListAction;
import dev.tankfleet.agones.conformance.behaviour.Says;
import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.scene.Server;
import dev.tankfleet.agones.sdk.GameServer;

import java.util.List;

/** What an allocation does to counters and lists. */
public final class ActionBehaviours {
    private static final String API = "pkg/apis/allocation/v1/gameserverallocation.go";
    private static final String ROOMS = "rooms";
    private static final String IDS = "ids";

    private ActionBehaviours() {}

    @Says(value = "An increment is on the server and in the answer", source = API)
    static void incrementsACounter(Scene scene) {
        Server server = scene.server(scene.plan().withCounter(ROOMS, 1, 4));

        var answer = act(scene, "Increment", 2);

        assertThat(answer.getCountersOrThrow(ROOMS).getCount().getValue()).isEqualTo(3);
        assertThat(server.view().counters()).containsEntry(ROOMS, new GameServer.Counter(3, 4));
    }

    @Says(
            value = "An increment past the capacity is cut, and the allocation goes on",
            source = "seen")
    static void incrementIsCutAtTheCapacity(Scene scene) {
        scene.server(scene.plan().withCounter(ROOMS, 3, 4));

        assertThat(act(scene, "Increment", 5).getCountersOrThrow(ROOMS).getCount().getValue())
                .isEqualTo(4);
    }

    @Says(value = "A decrement below zero is cut, and the allocation goes on", source = API)
    static void decrementIsCutAtZero(Scene scene) {
        scene.server(scene.plan().withCounter(ROOMS, 1, 4));

        assertThat(act(scene, "Decrement", 5).getCountersOrThrow(ROOMS).getCount().getValue())
                .isZero();
    }

    private static AllocationResponse act(Scene scene, String action, long amount) {
        return scene.allocated(
                scene.ask()
                        .putCounters(
                                ROOMS,
                                CounterAction.newBuilder()
                                        .setAction(StringValue.of(action))
                                        .setAmount(Int64Value.of(amount))
                                        .build()));
    }

    @Says(value = "A new capacity is set before the amount is added", source = API)
    static void capacityComesFirst(Scene scene) {
        scene.server(scene.plan().withCounter(ROOMS, 4, 4));

        var answer =
                scene.allocated(
                        scene.ask()
                                .putCounters(
                                        ROOMS,
                                        CounterAction.newBuilder()
                                                .setAction(StringValue.of("Increment"))
                                                .setAmount(Int64Value.of(2))
                                                .setCapacity(Int64Value.of(8))
                                                .build()));

        assertThat(answer.getCountersOrThrow(ROOMS).getCount().getValue()).isEqualTo(6);
    }

    @Says(value = "Values that are there or have no room are left out", source = API)
    static void listDropsDuplicatesAndOverflow(Scene scene) {
        scene.server(scene.plan().withList(IDS, 2, "a"));

        var answer =
                scene.allocated(
                        scene.ask()
                                .putLists(
                                        IDS,
                                        ListAction.newBuilder()
                                                .addAllAddValues(List.of("a", "b", "c"))
                                                .build()));

        assertThat(answer.getListsOrThrow(IDS).getValuesList()).containsExactly("a", "b");
    }

    @Says(value = "deleteValues takes values out of a list", source = API)
    static void listValuesAreDeleted(Scene scene) {
        Server server = scene.server(scene.plan().withList(IDS, 3, "a", "b"));

        scene.allocated(
                scene.ask().putLists(IDS, ListAction.newBuilder().addDeleteValues("a").build()));

        assertThat(server.list(IDS).values()).containsExactly("b");
    }

    @Says(
            value = "An action on a counter that the server lacks does not fail the allocation",
            source = "pkg/gameserverallocations/allocator.go")
    static void missingCounterIsLeftOut(Scene scene) {
        Server server = scene.server();

        assertThat(act(scene, "Increment", 1).getGameServerName()).isEqualTo(server.name());
        assertThat(server.view().counters()).doesNotContainKey(ROOMS);
    }
}
