package dev.tankfleet.agones.emulator;

import static dev.tankfleet.agones.emulator.VirtualCluster.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.allocator.AllocationFault;
import dev.tankfleet.agones.emulator.allocator.Ask;
import dev.tankfleet.agones.emulator.allocator.Change;
import dev.tankfleet.agones.emulator.allocator.Match;
import dev.tankfleet.agones.emulator.allocator.Order;
import dev.tankfleet.agones.emulator.allocator.Reply;
import dev.tankfleet.agones.sdk.GameServer;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class AllocatorTest {
    private final VirtualCluster agones = new VirtualCluster();

    @Test
    void answersOncePerBatchWaitToACallerThatGoesOneByOne() {
        readyServers(3);
        for (int i = 1; i <= 3; i++) {
            var replies = agones.allocate("intent-" + i);
            agones.advanceMs(499);
            assertThat(replies).isEmpty();
            agones.advanceMs(1);
            assertThat(replies).hasSize(1);
        }
    }

    @Test
    void answersALoneCallAfterAPauseWithinTheRestOfTheRhythm() {
        readyServers(1);
        agones.advanceMs(1_300);

        var replies = agones.allocate("intent");
        agones.advanceMs(200);

        assertThat(replies).hasSize(1);
    }

    @Test
    void putsMetadataOnTheServerAsGivenBeforeItAnswers() {
        readyServers(1);
        var replies =
                agones.allocate(
                        ask(
                                Change.metadata(
                                        Map.of("example.org/mode", "ffa"),
                                        Map.of("example.org/intent", "7"))));
        agones.advanceMs(500);

        assertThat(replies)
                .singleElement()
                .isInstanceOfSatisfying(
                        Reply.Granted.class,
                        granted -> {
                            assertThat(granted.server()).isEqualTo(agones.stored("d0"));
                            assertThat(granted.server().labels())
                                    .containsEntry("example.org/mode", "ffa")
                                    .containsEntry("mode", "ffa");
                            assertThat(granted.server().annotations())
                                    .containsEntry("example.org/intent", "7")
                                    .containsEntry(
                                            GameServer.LAST_ALLOCATED, "2026-11-20T10:00:00.500Z");
                        });
    }

    @Test
    void leavesTheOldIntentWhenNoneIsSent() {
        agones.server("d0", GameServer.State.READY);
        agones.allocate("intent-1");
        agones.advanceMs(500);
        agones.cluster.update("d0", stored -> stored.withState(GameServer.State.READY));

        var replies = agones.allocate(ask());
        agones.advanceMs(500);

        assertThat(replies)
                .singleElement()
                .isInstanceOfSatisfying(
                        Reply.Granted.class,
                        granted ->
                                assertThat(granted.server().annotations())
                                        .containsEntry("intent", "intent-1"));
    }

    @Test
    void hasNoServerForAnUnknownNamespaceOrOnesThatAreNotReady() {
        readyServers(1);
        agones.server("d1", GameServer.State.RESERVED);
        agones.server("d2", GameServer.State.SCHEDULED);
        var elsewhere =
                agones.allocate(
                        new Ask("elsewhere", List.of(), Order.PACKED, VirtualCluster.NOTHING));
        var first = agones.allocate("intent-1");
        var second = agones.allocate("intent-2");
        agones.advanceMs(500);

        assertThat(elsewhere).containsExactly(new Reply.NoneReady());
        assertThat(first).singleElement().isInstanceOf(Reply.Granted.class);
        assertThat(second).containsExactly(new Reply.NoneReady());
    }

    @Test
    void refusesBadKeysAtOnceWithTheWordsOfTheRealOne() {
        readyServers(1);
        var badSelector = agones.allocate(ask(ready(Map.of("no spaces", "x"))));
        var badLabel = agones.allocate(ask(Change.metadata(Map.of("key", "no spaces"), Map.of())));
        var badAnnotation =
                agones.allocate(ask(Change.metadata(Map.of(), Map.of("no spaces", ""))));

        String beginning = "GameServerAllocation.allocation.agones.dev \"\" is invalid: ";
        assertRefused(badSelector, beginning + "spec.selectors[0].labelSelector: ");
        assertRefused(badLabel, beginning + "spec.metadata.labels: ");
        assertRefused(badAnnotation, beginning + "spec.metadata.annotations: ");
    }

    @Test
    void takesTheFirstSelectorThatFitsAnyServer() {
        readyServers(1);
        agones.server("d9", GameServer.State.ALLOCATED);
        var allocated = Match.inState(GameServer.State.ALLOCATED, Map.of("mode", "ffa"));
        var unknownMode = ready(Map.of("mode", "duel"));

        var replies = agones.allocate(ask(unknownMode, allocated));
        agones.advanceMs(500);

        assertThat(replies)
                .singleElement()
                .isInstanceOfSatisfying(
                        Reply.Granted.class,
                        granted -> assertThat(granted.server().name()).isEqualTo("d9"));
    }

    @Test
    void knowsConditionsOnLabels() {
        readyServers(1);
        assertThat(reply(new Match.Condition.In("mode", Set.of("duel"))))
                .isInstanceOf(Reply.NoneReady.class);
        assertThat(reply(new Match.Condition.NotIn("mode", Set.of("ffa"))))
                .isInstanceOf(Reply.NoneReady.class);
        assertThat(reply(new Match.Condition.Exists("map"))).isInstanceOf(Reply.NoneReady.class);
        assertThat(reply(new Match.Condition.DoesNotExist("mode")))
                .isInstanceOf(Reply.NoneReady.class);
        assertThat(reply(new Match.Condition.In("mode", Set.of("ffa"))))
                .isInstanceOf(Reply.Granted.class);
    }

    @Test
    void givesAnAllocatedServerAtMostOncePerBatch() {
        agones.server("d0", GameServer.State.ALLOCATED);
        var allocated = Match.inState(GameServer.State.ALLOCATED, Map.of());
        var first = agones.allocate(ask(allocated));
        var second = agones.allocate(ask(allocated));
        agones.advanceMs(500);

        assertThat(first).singleElement().isInstanceOf(Reply.Granted.class);
        assertThat(second).containsExactly(new Reply.NoneReady());
    }

    @Test
    void skipsACallerWhoGaveUpInTheQueue() {
        readyServers(1);
        List<Reply> replies = new ArrayList<>();
        var ask = ask();
        agones.loop.offer(() -> agones.allocator.allocate(ask, () -> true, replies::add));
        agones.advanceMs(500);

        assertThat(replies).containsExactly(new Reply.Expired());
        assertThat(agones.stored("d0").state()).isEqualTo(GameServer.State.READY);
    }

    @Test
    void obeysOrderedFaultsOneCallEach() {
        readyServers(3);
        agones.faults.order(new AllocationFault.Down(1));
        agones.faults.order(new AllocationFault.ReplyLost(1));
        agones.faults.order(new AllocationFault.Late(1, Duration.ofSeconds(2)));
        var down = agones.allocate("intent-1");
        var lost = agones.allocate("intent-2");
        var late = agones.allocate("intent-3");
        var well = agones.allocate("intent-4");
        agones.advanceMs(500);

        assertThat(down).singleElement().isInstanceOf(Reply.Unavailable.class);
        assertThat(lost).singleElement().isInstanceOf(Reply.Unavailable.class);
        assertThat(agones.stored("d0").annotations()).containsEntry("intent", "intent-2");
        assertThat(late).isEmpty();
        assertThat(well).singleElement().isInstanceOf(Reply.Granted.class);
        agones.advanceMs(2_000);
        assertThat(late).singleElement().isInstanceOf(Reply.Granted.class);
        assertThat(agones.allocations.total()).isEqualTo(3);
    }

    private Reply reply(Match.Condition condition) {
        var match =
                new Match(Map.of(), List.of(condition), GameServer.State.READY, Map.of(), Map.of());
        var replies = agones.allocate(ask(match));
        agones.advanceMs(500);
        return replies.getFirst();
    }

    private void readyServers(int count) {
        for (int i = 0; i < count; i++) {
            agones.server("d" + i, GameServer.State.READY);
        }
    }

    private static Match ready(Map<String, String> labels) {
        return Match.inState(GameServer.State.READY, labels);
    }

    private static void assertRefused(List<Reply> replies, String beginning) {
        assertThat(replies)
                .singleElement()
                .isInstanceOfSatisfying(
                        Reply.Invalid.class,
                        invalid -> assertThat(invalid.text()).startsWith(beginning));
    }
}
