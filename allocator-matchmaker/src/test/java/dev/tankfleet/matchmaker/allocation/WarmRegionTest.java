package dev.tankfleet.matchmaker.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.matchmaker.server.RegionSlots;
import dev.tankfleet.matchmaker.server.RegionSlots.AllocatedServer;
import dev.tankfleet.matchmaker.server.ServerRef;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

final class WarmRegionTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final WarmRegion region = new WarmRegion(WarmSlotsConfig.ofSlots(3), 0);

    @Test
    void waitsForTheFirstPollToBeAnswered() {
        assertThat(region.missingCalls(slots(0, 9, 1), SECOND / 10)).isZero();
        assertThat(region.missingCalls(slots(0, 9, 1), SECOND)).isEqualTo(3);
    }

    @Test
    void callsForTheMissingSlotsOnly() {
        assertThat(region.missingCalls(slots(1, 9, 1), SECOND)).isEqualTo(2);
        assertThat(region.missingCalls(slots(0, 9, 2), SECOND)).isEqualTo(2);
        assertThat(region.missingCalls(slots(3, 9, 1), SECOND)).isZero();
        assertThat(region.missingCalls(slots(0, 1, 1), SECOND)).isEqualTo(1);
        assertThat(region.missingCalls(slots(0, 0, 1), SECOND)).isZero();
    }

    @Test
    void countsACallWithoutAnswerAsUnderWayUntilItIsGivenUp() {
        region.onCalling("i1");
        region.onUnknown("i1", SECOND);
        assertThat(region.missingCalls(slots(0, 9, 1), 2 * SECOND)).isEqualTo(2);
        assertThat(region.lost(10 * SECOND)).isEmpty();

        assertThat(region.lost(11 * SECOND)).containsExactly("i1");
        assertThat(region.missingCalls(slots(0, 9, 1), 11 * SECOND)).isEqualTo(3);
    }

    @Test
    void leavesAReadyServerToTheNextCallWhenOneHasNoAnswer() {
        region.onCalling("i1");
        assertThat(region.missingCalls(slots(0, 1, 1), 2 * SECOND)).isZero();

        region.onUnknown("i1", SECOND);

        assertThat(region.missingCalls(slots(0, 1, 1), 2 * SECOND)).isEqualTo(1);
    }

    @Test
    void asksNotAgainAtOnceWhenNothingWasTaken() {
        region.onCalling("i1");
        region.onNothingTaken("i1", SECOND);

        assertThat(region.missingCalls(slots(0, 9, 1), 2 * SECOND - 1)).isZero();
        assertThat(region.missingCalls(slots(0, 9, 1), 2 * SECOND)).isEqualTo(3);
    }

    @Test
    void neverHasMoreCallsUnderWayThanAllowed() {
        var wide = new WarmRegion(WarmSlotsConfig.ofSlots(100), 0);

        assertThat(wide.missingCalls(slots(0, 50, 1), SECOND)).isEqualTo(8);
    }

    @Test
    void makesRoomForSomebodyWhoFoundNone() {
        var none = new WarmRegion(WarmSlotsConfig.ofSlots(0), 0);
        assertThat(none.missingCalls(slots(0, 9, 1), SECOND)).isZero();

        none.onDemand(SECOND);

        assertThat(none.missingCalls(slots(0, 9, 1), SECOND)).isEqualTo(1);
        assertThat(none.missingCalls(slots(0, 9, 1), 6 * SECOND)).isZero();
    }

    @Test
    void holdsWhatItKeepsEachFortySeconds() {
        var kept = slots(3, 0, 1, server("a", 3, true));

        assertThat(region.words(kept, SECOND).hold()).hasSize(1);
        assertThat(region.words(kept, 40 * SECOND).hold()).isEmpty();
        assertThat(region.words(kept, 41 * SECOND).hold()).hasSize(1);
    }

    @Test
    void asksAServerThatDidNotTakeTheHoldAgainSoon() {
        var kept = slots(3, 0, 1, server("a", 3, true));
        region.words(kept, SECOND);

        region.onNotHeld("a", 2 * SECOND);

        assertThat(region.words(kept, 3 * SECOND - 1).hold()).isEmpty();
        assertThat(region.words(kept, 3 * SECOND).hold()).hasSize(1);
    }

    @Test
    void releasesAnEmptyServerThatIsSpareForLong() {
        var both = slots(6, 0, 1, server("a", 3, true), server("b", 3, true));

        assertThat(region.words(both, SECOND).release()).isEmpty();
        assertThat(region.words(both, 30 * SECOND).release()).isEmpty();
        var release = region.words(both, 31 * SECOND).release();

        assertThat(release).extracting(s -> s.server().serverId()).containsExactly("b");
    }

    @Test
    void neverReleasesAServerWithAMatch() {
        var busy = slots(6, 0, 1, server("a", 3, false), server("b", 3, false));

        region.words(busy, SECOND);

        assertThat(region.words(busy, 60 * SECOND).release()).isEmpty();
    }

    private static RegionSlots slots(
            int free, int ready, int perServer, AllocatedServer... allocated) {
        return new RegionSlots("eu", free, ready, perServer, 0, List.of(allocated));
    }

    private static AllocatedServer server(String name, int freeSlots, boolean isEmpty) {
        return new AllocatedServer(
                new ServerRef("eu", name, name + "-1", "ws://x", null),
                "intent-" + name,
                freeSlots,
                isEmpty);
    }
}
