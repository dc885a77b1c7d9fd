package dev.tankfleet.matchmaker.server;

import static dev.tankfleet.matchmaker.server.Statuses.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.matchmaker.locate.RegionTable;
import dev.tankfleet.matchmaker.locate.RoundTrips;
import dev.tankfleet.matchmaker.server.Choice.AllFull;
import dev.tankfleet.matchmaker.server.Choice.NoServer;
import dev.tankfleet.matchmaker.server.Choice.OpenSeat;
import dev.tankfleet.matchmaker.server.Choice.RoomForMatch;
import dev.tankfleet.matchmaker.server.scoring.ScoringConfig;
import dev.tankfleet.proto.status.ServerState;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;

final class ServerTableTest {
    private static final long SECOND = 1_000_000_000L;

    private final ServerTable table =
            ServerTable.create(
                    ScoringConfig.DEFAULT, RandomGeneratorFactory.of("L64X128MixRandom").create(7));
    private long nowNs = 5 * SECOND;

    @Test
    void opensTheOtherSeatsOfAMatchThatIsBeingMade() {
        hear(status());

        assertThat(choose("m1")).isInstanceOf(RoomForMatch.class);
        for (int i = 1; i < 16; i++) {
            assertThat(choose("other")).isInstanceOf(OpenSeat.class);
        }
        assertThat(choose("m2")).isInstanceOf(RoomForMatch.class);
    }

    @Test
    void countsAReservationUntilAStatusCountsTheSeat() {
        hear(status().maxMatches(1).load(15, 1).open("m1", 1));
        var seat = ((OpenSeat) choose("x")).reservation();
        assertThat(choose("x")).isInstanceOf(AllFull.class);

        table.acknowledge(seat, 3L, nowNs);
        hear(status().seq(2L).maxMatches(1).load(15, 1).open("m1", 1));
        assertThat(choose("x")).isInstanceOf(AllFull.class);

        hear(status().seq(3L).maxMatches(1).load(15, 1).open("m1", 1));
        assertThat(choose("x")).isInstanceOf(OpenSeat.class);
    }

    @Test
    void endsAReservationAtOnceWhenTheStatusOvertookTheAcknowledgement() {
        hear(status().maxMatches(1).load(14, 1).open("m1", 2));
        var seat = ((OpenSeat) choose("x")).reservation();
        hear(status().seq(2L).maxMatches(1).load(14, 1).open("m1", 1));
        assertThat(choose("x")).isInstanceOf(AllFull.class);

        table.acknowledge(seat, 2L, nowNs);

        assertThat(choose("x")).isInstanceOf(OpenSeat.class);
    }

    @Test
    void endsAReservationAtTheSecondStatusOfAServerThatDoesNotCount() {
        hear(status().seq(null).maxMatches(1).load(15, 1).open("m1", 1));
        var seat = ((OpenSeat) choose("x")).reservation();
        table.acknowledge(seat, null, nowNs);

        hear(status().seq(null).maxMatches(1).load(15, 1).open("m1", 1));
        assertThat(choose("x")).isInstanceOf(AllFull.class);
        hear(status().seq(null).maxMatches(1).load(15, 1).open("m1", 1));
        assertThat(choose("x")).isInstanceOf(OpenSeat.class);
    }

    @Test
    void knowsAllMatchesOfAServerThatNamesThem() {
        hear(status().load(17, 2).open("m1", 15).others("full"));
        var promised = ((OpenSeat) choose("x")).reservation();

        assertThat(promised.matchId()).isEqualTo("m1");
        assertThat(table.seen().getFirst().matches()).containsExactlyInAnyOrder("m1", "full");

        hear(status().seq(2L).load(17, 3).open("m1", 15).others("full"));
        assertThat(table.seen().getFirst().matches()).isNull();
    }

    @Test
    void endsTheReservationsOfAnOldProcess() {
        hear(status().maxMatches(1));
        choose("m1");
        assertThat(table.knowsMatch("eu-a", "m1")).isTrue();

        hear(status().instance("i2").maxMatches(1));

        assertThat(table.knowsMatch("eu-a", "m1")).isFalse();
        assertThat(choose("m2")).isInstanceOf(RoomForMatch.class);
    }

    @Test
    void ignoresAnOlderStatusOfTheSameProcess() {
        hear(status().seq(5L).maxMatches(1).load(0, 1));

        assertThat(table.onStatus(status().seq(5L).maxMatches(1).of("eu", "eu-a"), nowNs))
                .isFalse();
        assertThat(table.onStatus(status().seq(4L).maxMatches(1).of("eu", "eu-a"), nowNs))
                .isFalse();
        assertThat(choose("m1")).isInstanceOf(AllFull.class);
    }

    @Test
    void refusesAServerIdOfAnotherRegion() {
        hear(status());

        assertThat(table.onStatus(status().seq(9L).of("us", "eu-a"), nowNs)).isFalse();
    }

    @Test
    void forgetsAServerThatIsSilentForTwelveSeconds() {
        hear(status());

        nowNs += 12 * SECOND - 1;
        assertThat(choose("m1")).isInstanceOf(RoomForMatch.class);
        nowNs += 1;
        assertThat(choose("m2")).isInstanceOf(NoServer.class);
        table.sweep(nowNs);
        assertThat(table.size()).isZero();
    }

    @Test
    void keepsAMatchThatItsServerDoesNotListYet() {
        hear(status());
        var seat = ((RoomForMatch) choose("m1")).reservation();
        table.acknowledge(seat, 4L, nowNs);

        hear(status().seq(2L));
        assertThat(choose("x")).isInstanceOf(OpenSeat.class);
        hear(status().seq(4L).load(1, 1));

        assertThat(table.knowsMatch("eu-a", "m1")).isFalse();
    }

    @Test
    void takesAReadyServerOnlyWithAnAllocation() {
        hear(status().state(ServerState.READY));
        assertThat(choose("m1")).isInstanceOf(AllFull.class);

        table.grant("eu-a", "intent-1", nowNs);

        var chosen = (RoomForMatch) choose("m1");
        assertThat(chosen.reservation().server().intent()).isEqualTo("intent-1");
    }

    @Test
    void takesTheAllocationOfAServerThatIsStillReadyMuchLaterForReturned() {
        hear(status().state(ServerState.READY));
        table.grant("eu-a", "intent-1", nowNs);

        nowNs += 2 * SECOND;
        hear(status().seq(2L).state(ServerState.READY));

        assertThat(choose("m1")).isInstanceOf(AllFull.class);
    }

    @Test
    void asksAServerThatWasSetAsideNotBeforeItSpeaks() {
        hear(status());
        assertThat(table.setAsideIfEmpty("eu-a")).isTrue();
        assertThat(choose("m1")).isInstanceOf(AllFull.class);

        hear(status().seq(2L));

        assertThat(choose("m1")).isInstanceOf(RoomForMatch.class);
        assertThat(table.setAsideIfEmpty("eu-a")).isFalse();
    }

    @Test
    void movesAMatchWithAllWhoWaitForIt() {
        hear(status());
        table.onStatus(status().of("eu", "eu-b"), nowNs);
        var first = ((RoomForMatch) choose("m1")).reservation();
        choose("m1");
        table.dropMatch(first.server(), "m1");

        var wish = wish().without(Set.of(first.server().serverId()));
        var moved = table.moveMatch(wish, "m1", 2, nowNs);

        assertThat(moved).hasSize(2);
        assertThat(moved.getFirst().server().serverId()).isNotEqualTo(first.server().serverId());
        assertThat(table.moveMatch(wish().without(Set.of("eu-a", "eu-b")), "m1", 2, nowNs))
                .isEmpty();
    }

    @Test
    void countsSlotsPerRegion() {
        hear(status().maxMatches(4).load(3, 1));
        table.onStatus(status().maxMatches(2).state(ServerState.READY).of("eu", "eu-b"), nowNs);

        var slots = table.slots(nowNs).getFirst();

        assertThat(slots.freeSlots()).isEqualTo(3);
        assertThat(slots.readyServers()).isEqualTo(1);
        assertThat(slots.slotsPerServer()).isEqualTo(2);
        assertThat(slots.allocated()).hasSize(1);
    }

    private void hear(Statuses status) {
        assertThat(table.onStatus(status.of("eu", "eu-a"), nowNs)).isTrue();
    }

    private Choice choose(String newMatchId) {
        return table.choose(wish(), newMatchId, nowNs);
    }

    private static Wish wish() {
        return new Wish(
                Statuses.MODE,
                16,
                null,
                null,
                RoundTrips.of(new RegionTable(List.of()), null, Map.of()),
                Set.of());
    }
}
