package dev.tankfleet.gateway.pump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.proto.binary.Envelope;
import dev.tankfleet.proto.binary.FrameType;
import dev.tankfleet.proto.binary.StateWriter;
import dev.tankfleet.testkit.time.VirtualClock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

final class StatePumpTest {
    private final VirtualClock clock = new VirtualClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Matches matches = new Matches(clock::nanoTime);
    private final StatePump pump = new StatePump(matches, new PumpCounts(meters), clock::nanoTime);
    private final StateWriter writer = new StateWriter(4_096);
    private final FrameView view = new FrameView();
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void keepsOnlyTheNewestStateAndTellsOnce() {
        var seat = open();
        pump.onStates("m-1", state(seat.slot(), 1_000, 5, "five"));
        pump.onStates("m-1", state(seat.slot(), 1_000, 6, "six"));

        assertThat(told).hasValue(1);
        assertThat(seat.take(view, true)).isEqualTo(Seat.STATE);
        assertThat(text()).isEqualTo("six");
        assertThat(view.tick()).isEqualTo(6);
        assertThat(seat.take(view, true)).isEqualTo(Seat.NOTHING);
        assertThat(dropped("gateway.pump.states", "replaced")).isEqualTo(1);
    }

    @Test
    void letsStateWaitWhileTheClientIsSlowAndTellsOfTheNext() {
        var seat = open();
        pump.onStates("m-1", state(seat.slot(), 1_000, 5, "five"));
        assertThat(seat.take(view, false)).isEqualTo(Seat.NOTHING);

        pump.onStates("m-1", state(seat.slot(), 1_000, 6, "six"));

        assertThat(told).hasValue(2);
        assertThat(seat.take(view, true)).isEqualTo(Seat.STATE);
        assertThat(text()).isEqualTo("six");
    }

    @Test
    void givesTheEndToSlowClientTooAndNothingAfterIt() {
        var seat = open();
        pump.onStates("m-1", state(seat.slot(), 1_000, 5, "five"));
        pump.onStates("m-1", end(seat.slot(), "over"));
        pump.onStates("m-1", state(seat.slot(), 1_000, 7, "seven"));

        assertThat(seat.take(view, false)).isEqualTo(Seat.CONTROL);
        assertThat(text()).isEqualTo("over");
        assertThat(view.closeCode()).isEqualTo(1000);
    }

    @Test
    void givesLastStateBeforeTheEndToClientThatKeepsUp() {
        var seat = open();
        pump.onStates("m-1", state(seat.slot(), 1_000, 5, "five"));
        pump.onStates("m-1", end(seat.slot(), "over"));

        assertThat(seat.take(view, true)).isEqualTo(Seat.STATE);
        assertThat(seat.take(view, true)).isEqualTo(Seat.CONTROL);
    }

    @Test
    void dropsLowerEpochAndFollowsHigher() {
        var seat = open();
        pump.onStates("m-1", state(seat.slot(), 1_001, 9, "moved"));
        pump.onStates("m-1", state(seat.slot(), 1_000, 10, "left behind"));

        assertThat(seat.take(view, true)).isEqualTo(Seat.STATE);
        assertThat(text()).isEqualTo("moved");
        assertThat(seat.match().epoch()).isEqualTo(1_001);
        assertThat(dropped("gateway.pump.dropped", "old_epoch")).isEqualTo(1);
    }

    @Test
    void countsAndDropsWhatHasNoReceiver() {
        var seat = open();
        pump.onStates("m-9", state(seat.slot(), 1_000, 5, "?"));
        pump.onStates("m-1", state(77, 1_000, 5, "?"));
        pump.onStates("m-1", new byte[] {1, 2, 3});
        var cut = state(seat.slot(), 1_000, 5, "cut off");
        pump.onStates("m-1", Arrays.copyOf(cut, cut.length - 3));

        assertThat(seat.take(view, true)).isEqualTo(Seat.NOTHING);
        assertThat(dropped("gateway.pump.dropped", "unknown_match")).isEqualTo(1);
        assertThat(dropped("gateway.pump.states", "unknown_slot")).isEqualTo(1);
        assertThat(dropped("gateway.pump.dropped", "malformed")).isEqualTo(2);
    }

    @Test
    void findsEachSeatAmongMany() {
        var seats = new Seat[40];
        for (int i = 0; i < seats.length; i++) {
            seats[i] = open();
        }
        for (int i = 0; i < seats.length; i += 2) {
            matches.close(seats[i]);
        }

        for (int i = 0; i < seats.length; i++) {
            pump.onStates("m-1", state(seats[i].slot(), 1_000, 5 + i, "for " + i));
            assertThat(seats[i].take(view, true)).isEqualTo(i % 2 == 0 ? Seat.NOTHING : Seat.STATE);
        }
    }

    private Seat open() {
        var seat = Objects.requireNonNull(matches.open("m-1", told::incrementAndGet));
        seat.match().onJoined(1_000, 1, clock.nanoTime());
        seat.open();
        return seat;
    }

    private byte[] state(int slot, int epoch, int tick, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        writer.begin(epoch, tick, Envelope.CODEC_JSON);
        writer.addState(slot, bytes, bytes.length);
        return Arrays.copyOf(writer.buffer(), writer.length());
    }

    private byte[] end(int slot, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        writer.begin(1_000, 8, Envelope.CODEC_JSON);
        writer.addShared(FrameType.END, new int[] {slot}, 1, bytes, bytes.length);
        return Arrays.copyOf(writer.buffer(), writer.length());
    }

    private String text() {
        return new String(view.body(), view.at(), view.length(), StandardCharsets.UTF_8);
    }

    private double dropped(String name, String outcome) {
        return meters.get(name).tag("outcome", outcome).functionCounter().count();
    }
}
