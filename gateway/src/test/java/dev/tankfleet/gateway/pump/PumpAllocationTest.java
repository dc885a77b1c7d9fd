package dev.tankfleet.gateway.pump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.link.GatewayLink;
import dev.tankfleet.proto.binary.Envelope;
import dev.tankfleet.proto.binary.StateWriter;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.Leave;
import dev.tankfleet.testkit.memory.AllocatedBytes;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Objects;

/** The pump itself makes no garbage, from the caller's buffer to the caller's buffer. */
final class PumpAllocationTest {
    private static final int SEATS = 16;
    private static final int TURNS = 10_000;

    // Owned by the test's thread, which plays all owners.
    private long nowNs;
    private long sent;
    private final Matches matches = new Matches(() -> nowNs);
    private final PumpCounts counts = new PumpCounts(new SimpleMeterRegistry());
    private final Seat[] seats = new Seat[SEATS];

    PumpAllocationTest() {
        for (int i = 0; i < SEATS; i++) {
            seats[i] = Objects.requireNonNull(matches.open("m-1", () -> {}));
            seats[i].open();
        }
    }

    @Test
    void carriesInputsWithoutGarbage() {
        var pump = new InputPump("gw", matches, new CountingLink(), counts, () -> nowNs);
        Runnable turn =
                () -> {
                    for (var seat : seats) {
                        seat.putInput(1, 2, 3, 4, true, 0);
                    }
                    nowNs += InputPump.WINDOW_NS;
                    pump.runOnce(nowNs);
                };

        assertThat(AllocatedBytes.during(turn, TURNS, TURNS)).isZero();
        assertThat(sent).isEqualTo(2 * TURNS);
    }

    @Test
    void carriesStatesWithoutGarbage() {
        var pump = new StatePump(matches, counts, () -> nowNs);
        var body = statesForAll();
        var view = new FrameView();
        Runnable turn =
                () -> {
                    pump.onStates("m-1", body);
                    for (var seat : seats) {
                        sent += seat.take(view, true);
                    }
                };

        assertThat(AllocatedBytes.during(turn, TURNS, TURNS)).isZero();
        assertThat(sent).isEqualTo(2L * TURNS * SEATS * Seat.STATE);
    }

    private byte[] statesForAll() {
        var writer = new StateWriter(StateWriter.SIZE_MAX_BYTES);
        writer.begin(1_000, 5, Envelope.CODEC_JSON);
        for (var seat : seats) {
            writer.addState(seat.slot(), new byte[3_000], 3_000);
        }
        return java.util.Arrays.copyOf(writer.buffer(), writer.length());
    }

    private final class CountingLink implements GatewayLink {
        @Override
        public void sendInputs(String matchId, byte[] buffer, int length) {
            sent++;
        }

        @Override
        public Outcome join(Join join, Duration deadline) {
            throw new AssertionError("the pump joins nobody");
        }

        @Override
        public void leave(Leave leave) {
            throw new AssertionError("the pump leaves nothing");
        }

        @Override
        public long malformedBodies() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
