package dev.tankfleet.gateway.pump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.time.VirtualClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;

final class MatchesTest {
    private final VirtualClock clock = new VirtualClock();
    private final Matches matches = new Matches(clock::nanoTime);

    @Test
    void givesNoSlotTwiceUntilTheNumbersAreUsedUp() {
        var slots = new HashSet<Integer>();
        for (var seat = open("m-1"); seat != null; seat = open("m-1")) {
            assertThat(slots.add(seat.slot())).isTrue();
            matches.close(seat);
        }

        assertThat(slots).hasSize(65_536).contains(0, 65_535);
    }

    @Test
    void givesTheNumberOfARefusedSeatAgain() {
        var first = Objects.requireNonNull(open("m-1"));
        var refused = Objects.requireNonNull(open("m-1"));
        var last = Objects.requireNonNull(open("m-1"));

        matches.takeBack(refused);
        matches.takeBack(refused);
        var next = Objects.requireNonNull(open("m-1"));

        assertThat(next.slot()).isEqualTo(refused.slot());
        assertThat(Objects.requireNonNull(open("m-1")).slot()).isEqualTo(last.slot() + 1);
        assertThat(matches.close(first)).isTrue();
    }

    @Test
    void refusesMoreSeatsThanOneBatchHolds() {
        for (int i = 0; i < Matches.SEATS_PER_MATCH_MAX; i++) {
            assertThat(open("m-1")).isNotNull();
        }

        assertThat(open("m-1")).isNull();
        assertThat(open("m-2")).isNotNull();
    }

    @Test
    void boundsMatchesAndForgetsThoseLongOver() {
        for (int i = 0; i < Matches.MATCHES_MAX; i++) {
            matches.close(Objects.requireNonNull(open("m-" + i)));
        }
        assertThat(open("one-more")).isNull();

        clock.advance(Duration.ofNanos(Matches.REMEMBERED_NS + 1));

        assertThat(open("one-more")).isNotNull();
    }

    @Test
    void remembersTheNumbersOfAMatchThatIsSeatedAgain() {
        matches.close(Objects.requireNonNull(open("m-1")));
        var second = Objects.requireNonNull(open("m-1"));
        clock.advance(Duration.ofNanos(Matches.REMEMBERED_NS + 1));
        matches.close(Objects.requireNonNull(open("m-2")));

        assertThat(matches.seated()).extracting(MatchPump::matchId).containsExactly("m-1");
        assertThat(Objects.requireNonNull(open("m-1")).slot()).isEqualTo(second.slot() + 1);
    }

    @Test
    void closesSeatOnce() {
        var seat = Objects.requireNonNull(open("m-1"));
        var other = open("m-1");

        assertThat(matches.close(seat)).isTrue();
        assertThat(matches.close(seat)).isFalse();
        assertThat(matches.seatCount()).isOne();
        assertThat(other).isNotNull();
    }

    private @org.jspecify.annotations.Nullable Seat open(String matchId) {
        return matches.open(matchId, () -> {});
    }
}
