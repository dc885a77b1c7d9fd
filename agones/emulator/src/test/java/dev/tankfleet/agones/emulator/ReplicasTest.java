package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.emulator.allocator.Allocator;
import dev.tankfleet.agones.emulator.allocator.Ask;
import dev.tankfleet.agones.emulator.allocator.Change;
import dev.tankfleet.agones.emulator.allocator.Reply;
import dev.tankfleet.agones.sdk.GameServer;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Allocators that share a cluster, and how fast one of them can write. */
final class ReplicasTest {
    private static final Duration WAIT = Duration.ofMillis(20);
    private static final Duration LAG = Duration.ofMillis(5);

    private final VirtualCluster agones = new VirtualCluster();

    @Test
    void pickTheSameServerAndTheSecondOneTakesAnother() {
        var one = agones.allocator(limits(400, 500));
        var other = agones.allocator(limits(400, 500));
        servers(2);

        var first = agones.allocate(one, intent("1"));
        var second = agones.allocate(other, intent("2"));
        agones.advanceMs(20);
        assertThat(first).hasSize(1);
        assertThat(second).isEmpty();
        agones.advanceMs(40);

        assertThat(second).hasSize(1);
        assertThat(names(first)).doesNotContainAnyElementsOf(names(second));
    }

    @Test
    void giveNoServerTwiceHoweverManyAsk() {
        var allocators =
                List.of(
                        agones.allocator(limits(400, 500)),
                        agones.allocator(limits(400, 500)),
                        agones.allocator(limits(400, 500)));
        servers(60);
        var replies = new ArrayList<List<Reply>>();
        for (int i = 0; i < 90; i++) {
            replies.add(agones.allocate(allocators.get(i % 3), intent("i" + i)));
            if (i % 10 == 0) {
                agones.advanceMs(3);
            }
        }
        agones.advanceMs(2_000);

        assertThat(replies).allMatch(reply -> reply.size() == 1);
        var granted = new ArrayList<String>();
        replies.forEach(reply -> granted.addAll(names(reply)));
        assertThat(granted).hasSizeLessThanOrEqualTo(60).doesNotHaveDuplicates();
        long allocated =
                agones.cluster.all().stream()
                        .filter(server -> server.state() == GameServer.State.ALLOCATED)
                        .count();
        assertThat(new HashSet<>(granted)).hasSize(Math.toIntExact(allocated));
    }

    @Test
    void giveUpAServerThatIsWrittenAgainAndAgain() {
        var one = agones.allocator(limits(1_000, 1));
        agones.server("d0", GameServer.State.READY);
        var replies = agones.allocate(one, intent("1"));
        for (int ms = 0; ms < 400; ms++) {
            // What it has seen is never what is.
            int number = ms;
            agones.cluster.update(
                    "d0", server -> server.withMetadata(Map.of(), Map.of("n", "" + number)));
            agones.advanceMs(1);
        }

        assertThat(replies).singleElement().isInstanceOf(Reply.Conflicted.class);
    }

    @Test
    void writeNoMoreThanTheirLimit() {
        var one = agones.allocator(limits(100, 10));
        servers(60);
        var replies = new ArrayList<List<Reply>>();
        for (int i = 0; i < 60; i++) {
            replies.add(agones.allocate(one, intent("i" + i)));
        }

        agones.advanceMs(20);
        assertThat(answered(replies)).isEqualTo(10);
        agones.advanceMs(100);
        assertThat(answered(replies)).isEqualTo(20);
        agones.advanceMs(400);
        assertThat(answered(replies)).isEqualTo(60);
    }

    @Test
    void seeAServerALittleAfterItIsReady() {
        var one = agones.allocator(limits(400, 500));
        agones.server("d0", GameServer.State.SCHEDULED);
        agones.advanceMs(38);
        agones.cluster.update("d0", server -> server.withState(GameServer.State.READY));
        var tooEarly = agones.allocate(one, intent("1"));
        agones.advanceMs(2);
        assertThat(tooEarly).singleElement().isInstanceOf(Reply.NoneReady.class);

        var soon = agones.allocate(one, intent("2"));
        agones.advanceMs(20);

        assertThat(soon).singleElement().isInstanceOf(Reply.Granted.class);
    }

    @Test
    void refuseLimitsThatAreNone() {
        assertThatThrownBy(() -> limits(0, 1)).hasMessageContaining("expected: >= 1");
        assertThatThrownBy(() -> limits(1, 0)).hasMessageContaining("expected: >= 1");
        assertThatThrownBy(() -> new Allocator.Limits(WAIT, LAG.negated(), 1, 1))
                .hasMessageContaining("expected: >= 0");
        assertThatThrownBy(() -> EmulatorConfig.fast("none").withAllocatorReplicas(0))
                .hasMessageContaining("expected: 1 to 16");
    }

    private static Allocator.Limits limits(int perSecond, int atOnce) {
        return new Allocator.Limits(WAIT, LAG, perSecond, atOnce);
    }

    private static Ask intent(String intent) {
        return VirtualCluster.ask(Change.metadata(Map.of(), Map.of("intent", intent)));
    }

    private void servers(int count) {
        for (int i = 0; i < count; i++) {
            agones.server("d" + i, GameServer.State.READY);
        }
        agones.advanceMs(40);
    }

    private static long answered(List<List<Reply>> replies) {
        return replies.stream().filter(reply -> !reply.isEmpty()).count();
    }

    private static List<String> names(List<Reply> replies) {
        var names = new ArrayList<String>();
        for (var reply : replies) {
            if (reply instanceof Reply.Granted granted) {
                names.add(granted.server().name());
            }
        }
        return names;
    }
}
