package dev.tankfleet.agones.conformance.behaviour.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.allocation.proto.CounterSelector;
import dev.tankfleet.agones.allocation.proto.GameServerSelector;
import dev.tankfleet.agones.allocation.proto.LabelMatchExpressions;
import dev.tankfleet.agones.allocation.proto.LabelMatchExpressions.Operator;
import dev.tankfleet.agones.allocation.proto.ListSelector;
import dev.tankfleet.agones.allocation.proto.Priority;
import dev.tankfleet.agones.conformance.behaviour.Says;
import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.scene.Server;

import java.util.List;

/** Which server an allocation picks. */
public final class SelectionBehaviours {
    private static final String FIND = "pkg/gameserverallocations/find.go";
    private static final String API = "pkg/apis/allocation/v1/gameserverallocation.go";
    private static final String ROOMS = "rooms";
    private static final String IDS = "ids";

    private SelectionBehaviours() {}

    @Says(value = "The earliest selector that any server fits decides", source = FIND)
    static void firstSelectorWins(Scene scene) {
        scene.server(scene.plan().withLabel("build", "7"));
        Server newer = scene.server(scene.plan().withLabel("build", "8"));

        var answer =
                scene.allocated(
                        scene.ask(
                                scene.ready().putMatchLabels("build", "8"),
                                scene.ready().putMatchLabels("build", "7")));

        assertThat(answer.getGameServerName()).isEqualTo(newer.name());
    }

    @Says(value = "A later selector is used when no server fits an earlier one", source = FIND)
    static void laterSelectorHelpsOut(Scene scene) {
        Server older = scene.server(scene.plan().withLabel("build", "7"));

        var answer =
                scene.allocated(
                        scene.ask(
                                scene.ready().putMatchLabels("build", "8"),
                                scene.ready().putMatchLabels("build", "7")));

        assertThat(answer.getGameServerName()).isEqualTo(older.name());
    }

    @Says(
            value = "matchExpressions In and NotIn choose by value",
            source = "proto/allocation/allocation.proto (1.59)")
    static void inAndNotIn(Scene scene) {
        Server seven = scene.server(scene.plan().withLabel("build", "7"));
        Server nine = scene.server(scene.plan().withLabel("build", "9"));

        picks(scene, where(scene, Operator.In, "8", "9"), nine);
        picks(scene, where(scene, Operator.NotIn, "8", "9"), seven);
    }

    @Says(
            value = "matchExpressions Exists and DoesNotExist choose by key",
            source = "proto/allocation/allocation.proto (1.59)")
    static void existsAndDoesNotExist(Scene scene) {
        Server plain = scene.server();
        Server labelled = scene.server(scene.plan().withLabel("build", "7"));

        picks(scene, where(scene, Operator.Exists), labelled);
        picks(scene, where(scene, Operator.DoesNotExist), plain);
    }

    private static GameServerSelector.Builder where(
            Scene scene, Operator operator, String... values) {
        return scene.ready()
                .addMatchExpressions(
                        LabelMatchExpressions.newBuilder()
                                .setKey("build")
                                .setOperator(operator)
                                .addAllValues(List.of(values)));
    }

    @Says(value = "minAvailable of a counter leaves full servers out", source = API)
    static void byRoomInACounter(Scene scene) {
        scene.server(scene.plan().withCounter(ROOMS, 4, 4));
        Server free = scene.server(scene.plan().withCounter(ROOMS, 3, 4));

        picks(scene, counter(scene, CounterSelector.newBuilder().setMinAvailable(1)), free);
        isRefused(scene, counter(scene, CounterSelector.newBuilder().setMinAvailable(1)));
    }

    @Says(value = "minCount and maxCount of a counter choose by the count", source = API)
    static void byCountOfACounter(Scene scene) {
        scene.server(scene.plan().withCounter(ROOMS, 1, 4));
        Server two = scene.server(scene.plan().withCounter(ROOMS, 2, 4));
        scene.server(scene.plan().withCounter(ROOMS, 3, 4));
        var exactlyTwo = CounterSelector.newBuilder().setMinCount(2).setMaxCount(2);

        picks(scene, counter(scene, exactlyTwo), two);
        isRefused(scene, counter(scene, exactlyTwo));
    }

    @Says(value = "A maximum of 0 is no limit", source = API)
    static void maximumOfZeroIsNone(Scene scene) {
        Server used = scene.server(scene.plan().withCounter(ROOMS, 3, 4));

        picks(scene, counter(scene, CounterSelector.newBuilder().setMinCount(1)), used);
    }

    @Says(value = "A server without the counter that a selector names does not fit", source = API)
    static void missingCounterDoesNotFit(Scene scene) {
        scene.server();

        isRefused(scene, counter(scene, CounterSelector.newBuilder()));
    }

    private static GameServerSelector.Builder counter(
            Scene scene, CounterSelector.Builder selector) {
        return scene.ready().putCounters(ROOMS, selector.build());
    }

    @Says(value = "containsValue chooses the server whose list has the value", source = API)
    static void byValueInAList(Scene scene) {
        scene.server(scene.plan().withList(IDS, 3, "a"));
        Server friend = scene.server(scene.plan().withList(IDS, 3, "a", "b"));

        picks(scene, list(scene, ListSelector.newBuilder().setContainsValue("b")), friend);
        isRefused(scene, list(scene, ListSelector.newBuilder().setContainsValue("b")));
    }

    @Says(value = "minAvailable of a list leaves full servers out", source = API)
    static void byRoomInAList(Scene scene) {
        scene.server(scene.plan().withList(IDS, 1, "a"));
        Server free = scene.server(scene.plan().withList(IDS, 2, "a"));

        picks(scene, list(scene, ListSelector.newBuilder().setMinAvailable(1)), free);
        isRefused(scene, list(scene, ListSelector.newBuilder().setMinAvailable(1)));
    }

    private static GameServerSelector.Builder list(Scene scene, ListSelector.Builder selector) {
        return scene.ready().putLists(IDS, selector.build());
    }

    @Says(
            value = "A priority in ascending order takes the server with the least room",
            source = "site docs: GameServerAllocation")
    static void ascendingFillsUp(Scene scene) {
        scene.server(scene.plan().withCounter(ROOMS, 1, 4));
        Server fullest = scene.server(scene.plan().withCounter(ROOMS, 3, 4));
        scene.server(scene.plan().withCounter(ROOMS, 2, 4));

        assertThat(byRoom(scene, Priority.Order.Ascending)).isEqualTo(fullest.name());
    }

    @Says(
            value = "A priority in descending order takes the server with the most room",
            source = "site docs: GameServerAllocation")
    static void descendingSpreads(Scene scene) {
        scene.server(scene.plan().withCounter(ROOMS, 2, 4));
        Server emptiest = scene.server(scene.plan().withCounter(ROOMS, 1, 4));
        scene.server(scene.plan().withCounter(ROOMS, 3, 4));

        assertThat(byRoom(scene, Priority.Order.Descending)).isEqualTo(emptiest.name());
    }

    @Says(
            value = "A server without the counter of a priority comes last",
            source = "pkg/apis/agones/v1/gameserver.go")
    static void serversWithoutThePriorityComeLast(Scene scene) {
        scene.server();
        Server counted = scene.server(scene.plan().withCounter(ROOMS, 4, 4));

        assertThat(byRoom(scene, Priority.Order.Descending)).isEqualTo(counted.name());
    }

    private static String byRoom(Scene scene, Priority.Order order) {
        var priority =
                Priority.newBuilder().setType(Priority.Type.Counter).setKey(ROOMS).setOrder(order);
        return scene.allocated(scene.ask().addPriorities(priority)).getGameServerName();
    }

    @SuppressWarnings("deprecation") // clients of older versions still send them
    @Says(
            value = "preferred and required do what selectors do",
            source = "proto/allocation/allocation.proto (deprecated fields)")
    static void takesOldSelectorFields(Scene scene) {
        Server required = scene.server(scene.plan().withLabel("build", "7"));
        Server preferred = scene.server(scene.plan().withLabel("build", "8"));
        var request =
                scene.ask()
                        .clearGameServerSelectors()
                        .addPreferredGameServerSelectors(scene.ready().putMatchLabels("build", "8"))
                        .setRequiredGameServerSelector(scene.ready());

        assertThat(scene.allocated(request).getGameServerName()).isEqualTo(preferred.name());
        assertThat(scene.allocated(request).getGameServerName()).isEqualTo(required.name());
    }

    private static void picks(Scene scene, GameServerSelector.Builder selector, Server server) {
        assertThat(scene.allocated(scene.ask(selector)).getGameServerName())
                .isEqualTo(server.name());
    }

    private static void isRefused(Scene scene, GameServerSelector.Builder selector) {
        assertThat(scene.allocate(scene.ask(selector)).code()).isEqualTo("RESOURCE_EXHAUSTED");
    }
}
