package dev.tankfleet.proto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.tankfleet.proto.binary.Envelope;
import dev.tankfleet.proto.binary.FrameType;
import dev.tankfleet.proto.binary.InputReader;
import dev.tankfleet.proto.binary.InputWriter;
import dev.tankfleet.proto.binary.StateReader;
import dev.tankfleet.proto.binary.StateWriter;
import dev.tankfleet.proto.subject.Id;
import dev.tankfleet.testkit.fuzz.Effort;

import java.util.Arrays;

/**
 * Any bytes in the place of a binary body. The array ends where the body does, so that a reader
 * that looks behind it fails; what is accepted to its end is written again byte for byte.
 */
final class BinaryBodyFuzzTest {
    private static final int TICK_AT = 5;
    private static final int KICK_CODE_BYTES = 2;

    @FuzzTest
    void readsOrRefusesInputs(byte[] body) {
        var again = Effort.bounded(body.length, () -> copyInputs(body));
        if (again.length > 0) {
            // The reader has no use for the tick of the sender's belief.
            System.arraycopy(body, TICK_AT, again, TICK_AT, Integer.BYTES);
            assertThat(again).isEqualTo(body);
        }
    }

    @FuzzTest
    void readsOrRefusesStates(byte[] body) {
        if (body.length <= StateWriter.SIZE_MAX_BYTES) {
            var again = Effort.bounded(body.length, () -> copyStates(body));
            if (again.length > 0) {
                assertThat(again).isEqualTo(body);
            }
        }
    }

    /** The batch as it is written again; empty if it is malformed. */
    private static byte[] copyInputs(byte[] body) {
        var reader = new InputReader();
        if (!reader.wrap(body, body.length)) {
            assertThat(reader.next()).isFalse();
            return new byte[0];
        }
        assertThat(Id.isValid(reader.gatewayId())).isTrue();
        assertThat(reader.epoch()).isNotNegative();
        var writer = new InputWriter(reader.gatewayId(), InputWriter.ENTRIES_MAX);
        writer.begin(reader.epoch(), 0);
        int entries = 0;
        while (reader.next()) {
            assertThat(reader.throttle()).isBetween(-1_000, 1_000);
            assertThat(reader.turn()).isBetween(-1_000, 1_000);
            assertThat(reader.ability()).isBetween(0, 127);
            boolean fits =
                    writer.add(
                            reader.slot(),
                            reader.seq(),
                            reader.throttle(),
                            reader.turn(),
                            reader.aim(),
                            reader.fire(),
                            reader.ability());
            assertThat(fits).isEqualTo(entries < InputWriter.ENTRIES_MAX);
            entries++;
        }
        boolean isWhole = !reader.isMalformed() && entries <= InputWriter.ENTRIES_MAX;
        return isWhole ? Arrays.copyOf(writer.buffer(), writer.length()) : new byte[0];
    }

    /** The body as it is written again; empty if it is malformed. */
    private static byte[] copyStates(byte[] body) {
        var reader = new StateReader();
        if (!reader.wrap(body, body.length, Envelope.CODEC_JSON)) {
            assertThat(reader.next()).isFalse();
            return new byte[0];
        }
        var writer = new StateWriter(Math.max(body.length, Envelope.SIZE_BYTES));
        writer.begin(reader.epoch(), reader.tick(), Envelope.CODEC_JSON);
        while (reader.next()) {
            var slots = new int[reader.slotCount()];
            for (int i = 0; i < slots.length; i++) {
                slots[i] = reader.slot(i);
            }
            int codeBytes = reader.type() == FrameType.KICK ? KICK_CODE_BYTES : 0;
            int from = reader.payloadAt() - codeBytes;
            var payload =
                    Arrays.copyOfRange(body, from, reader.payloadAt() + reader.payloadLength());
            assertThat(
                            writer.addShared(
                                    reader.type(), slots, slots.length, payload, payload.length))
                    .isTrue();
        }
        return reader.isMalformed() ? new byte[0] : Arrays.copyOf(writer.buffer(), writer.length());
    }
}
