package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.allocator.Ask;
import dev.tankfleet.agones.emulator.allocator.Change;
import dev.tankfleet.agones.emulator.allocator.Match;
import dev.tankfleet.agones.emulator.allocator.Match.CounterRange;
import dev.tankfleet.agones.emulator.allocator.Match.ListRange;
import dev.tankfleet.agones.emulator.allocator.Order;
import dev.tankfleet.agones.emulator.allocator.Reply;
import dev.tankfleet.agones.emulator.cluster.ByRoom;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServer.Counter;
import dev.tankfleet.agones.sdk.GameServer.ValueList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counters and lists in allocations: who is picked, and what is done to him. */
final class AllocatorCountsTest {
    private final VirtualCluster agones = new VirtualCluster();

    @Test
    void picksAServerWhoseCounterIsInTheRange() {
        rooms("d0", 4, 4);
        rooms("d1", 1, 4);
        agones.server("d2", GameServer.State.READY);

        assertThat(picked(counting(new CounterRange(0, 0, 1, 0)))).isEqualTo("d1");
        assertThat(picked(counting(new CounterRange(2, 0, 0, 0)))).isEqualTo("d0");
        assertThat(reply(ask(counting(new CounterRange(0, 3, 0, 2)), Order.PACKED)))
                .isEqualTo(new Reply.NoneReady());
    }

    @Test
    void picksAServerWhoseListHasTheValueOrTheRoom() {
        ids("d0", 2, "x", "y");
        ids("d1", 2, "z");

        assertThat(picked(listing(new ListRange("y", 0, 0)))).isEqualTo("d0");
        assertThat(picked(listing(new ListRange("", 1, 0)))).isEqualTo("d1");
        assertThat(reply(ask(listing(new ListRange("w", 0, 0)), Order.PACKED)))
                .isEqualTo(new Reply.NoneReady());
    }

    @Test
    void ordersByWhatIsAvailableAndPutsLastWhoDoesNotHaveIt() {
        agones.server("d0", GameServer.State.READY);
        rooms("d1", 1, 4);
        rooms("d2", 3, 4);
        rooms("d3", 2, 4);

        assertThat(allPicked(new Order(true, List.of(new ByRoom(false, "rooms", false)))))
                .containsExactly("d2", "d3", "d1", "d0");
    }

    @Test
    void ordersDescendingAndByTheNextPriorityAmongEquals() {
        rooms("d0", 1, 4);
        rooms("d1", 1, 4);
        rooms("d2", 0, 4);
        agones.cluster.update(
                "d1", s -> s.withLists(Map.of("ids", new ValueList(4, List.of("x")))));
        var byRooms = new ByRoom(false, "rooms", true);
        var byIds = new ByRoom(true, "ids", false);

        assertThat(allPicked(new Order(false, List.of(byRooms, byIds))))
                .containsExactly("d2", "d1", "d0");
    }

    @Test
    void takesServersInUseFirstWhenPacked() {
        rooms("d0", 0, 4);
        rooms("d1", 0, 4);
        agones.cluster.update("d1", s -> s.withState(GameServer.State.ALLOCATED));
        var ready = Match.inState(GameServer.State.READY, Map.of());
        var inUse = counting(new CounterRange(0, 0, 1, 0));
        var allocated =
                new Match(
                        inUse.labels(),
                        List.of(),
                        GameServer.State.ALLOCATED,
                        inUse.counters(),
                        Map.of());
        var ask =
                new Ask("default", List.of(allocated, ready), Order.PACKED, counters(add(1, null)));

        for (int i = 0; i < 4; i++) {
            assertThat(nameOf(reply(ask))).isEqualTo("d1");
        }
        assertThat(nameOf(reply(ask))).isEqualTo("d0");
    }

    @Test
    void changesCountersAndCutsWhatIsOutOfRange() {
        rooms("d0", 1, 4);

        assertThat(changed(add(2, null))).isEqualTo(new Counter(3, 4));
        assertThat(changed(add(9, null))).isEqualTo(new Counter(4, 4));
        assertThat(changed(add(Long.MAX_VALUE, 8L))).isEqualTo(new Counter(8, 8));
        assertThat(changed(new Change.OfCounter("Decrement", 20L, null)))
                .isEqualTo(new Counter(0, 8));
        assertThat(changed(add(5, 2L))).isEqualTo(new Counter(2, 2));
        assertThat(changed(new Change.OfCounter("Double", 1L, null))).isEqualTo(new Counter(2, 2));
    }

    @Test
    void changesListsAndLeavesOutWhatIsThereOrHasNoRoom() {
        ids("d0", 3, "x");
        var change =
                new Change(
                        Map.of(),
                        Map.of(),
                        Map.of("nope", add(1, null)),
                        Map.of(
                                "ids",
                                new Change.OfList(
                                        List.of("x", "y", "z", "w"), List.of("y", "q"), null)));

        var granted = (Reply.Granted) reply(new Ask("default", List.of(), Order.PACKED, change));

        assertThat(granted.server().lists().get("ids"))
                .isEqualTo(new ValueList(3, List.of("x", "z")));
        assertThat(granted.server().counters()).isEmpty();
    }

    @Test
    void refusesAtOnceWhatTheRealOneFindsInvalid() {
        rooms("d0", 1, 4);
        var sound = Match.inState(GameServer.State.READY, Map.of());
        var noName = new Order(true, List.of(new ByRoom(false, "", false)));

        assertInvalid(asking(counters(add(-1, null))));
        assertInvalid(asking(counters(add(1, -1L))));
        assertInvalid(asking(counters(new Change.OfCounter("", 1L, null))));
        assertInvalid(asking(counters(new Change.OfCounter("Increment", null, null))));
        assertInvalid(asking(lists(new Change.OfList(List.of(), List.of(), -1L))));
        assertInvalid(ask(counting(new CounterRange(3, 2, 0, 0)), Order.PACKED));
        assertInvalid(ask(counting(new CounterRange(0, 0, -1, 0)), Order.PACKED));
        assertInvalid(ask(listing(new ListRange("", 0, -1)), Order.PACKED));
        assertInvalid(ask(sound, noName));
        assertInvalid(ask(where(new Match.Condition.In("mode", Set.of())), Order.PACKED));
        assertInvalid(ask(where(new Match.Condition.NotIn("mode", Set.of("a b"))), Order.PACKED));
        assertThat(reply(ask(sound, Order.PACKED))).isInstanceOf(Reply.Granted.class);
    }

    @Test
    void leavesACapacityThatNoListMayHave() {
        ids("d0", 3, "x");

        var granted =
                (Reply.Granted)
                        reply(asking(lists(new Change.OfList(List.of("y"), List.of(), 1_001L))));

        assertThat(granted.server().lists().get("ids"))
                .isEqualTo(new ValueList(3, List.of("x", "y")));
    }

    private void assertInvalid(Ask ask) {
        List<Reply> replies = new ArrayList<>();
        agones.allocator.allocate(ask, () -> false, replies::add);

        assertThat(replies).singleElement().isInstanceOf(Reply.Invalid.class);
    }

    private static Ask asking(Change change) {
        return VirtualCluster.ask(change);
    }

    private static Change.OfCounter add(long amount, @Nullable Long capacity) {
        return new Change.OfCounter(Change.OfCounter.INCREMENT, amount, capacity);
    }

    private static Change lists(Change.OfList change) {
        return new Change(Map.of(), Map.of(), Map.of(), Map.of("ids", change));
    }

    private static Match where(Match.Condition condition) {
        return new Match(Map.of(), List.of(condition), GameServer.State.READY, Map.of(), Map.of());
    }

    private void rooms(String name, long count, long capacity) {
        agones.server(
                name,
                GameServer.State.READY,
                ServerTemplate.withLabels(Map.of()).withCounter("rooms", count, capacity));
    }

    private void ids(String name, long capacity, String... values) {
        agones.server(
                name,
                GameServer.State.READY,
                ServerTemplate.withLabels(Map.of()).withList("ids", capacity, List.of(values)));
    }

    private Counter changed(Change.OfCounter change) {
        agones.cluster.update("d0", s -> s.withState(GameServer.State.READY));
        var ask = new Ask("default", List.of(), Order.PACKED, counters(change));
        return ((Reply.Granted) reply(ask)).server().counters().get("rooms");
    }

    private String picked(Match match) {
        String name = nameOf(reply(ask(match, Order.PACKED)));
        agones.cluster.update(name, s -> s.withState(GameServer.State.READY));
        return name;
    }

    private List<String> allPicked(Order order) {
        List<String> names = new ArrayList<>();
        for (StoredServer ignored : agones.cluster.all()) {
            names.add(nameOf(reply(ask(Match.inState(GameServer.State.READY, Map.of()), order))));
        }
        return names;
    }

    private Reply reply(Ask ask) {
        var replies = agones.allocate(ask);
        agones.advanceMs(500);
        return replies.getFirst();
    }

    private static Ask ask(Match match, Order order) {
        return new Ask("default", List.of(match), order, VirtualCluster.NOTHING);
    }

    private static Change counters(Change.OfCounter change) {
        return new Change(Map.of(), Map.of(), Map.of("rooms", change), Map.of());
    }

    private static Match counting(CounterRange range) {
        return new Match(
                Map.of(), List.of(), GameServer.State.READY, Map.of("rooms", range), Map.of());
    }

    private static Match listing(ListRange range) {
        return new Match(
                Map.of(), List.of(), GameServer.State.READY, Map.of(), Map.of("ids", range));
    }

    private static String nameOf(Reply reply) {
        return ((Reply.Granted) reply).server().name();
    }
}
