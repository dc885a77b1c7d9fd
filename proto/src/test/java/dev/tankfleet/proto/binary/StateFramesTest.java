package dev.tankfleet.proto.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.proto.Sample;
import dev.tankfleet.testkit.memory.AllocatedBytes;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

final class StateFramesTest {
    private static final byte[] STATE = ascii("{\"type\":\"WORLD_STATE\"}");
    private static final byte[] ERROR = ascii("{\"type\":\"ERROR\"}");
    private static final byte[] END = ascii("{\"type\":\"MATCH_END\"}");

    private final StateWriter writer = new StateWriter(1_024);
    private final StateReader reader = new StateReader();

    @Test
    void writesWhatReleaseOneWrote() {
        writer.begin(2000, 901, Envelope.CODEC_JSON);
        assertThat(writer.isEmpty()).isTrue();
        assertThat(writer.addState(17, STATE, STATE.length)).isTrue();
        assertThat(writer.addKick(9, 4409, ERROR, ERROR.length)).isTrue();
        assertThat(writer.addShared(FrameType.END, new int[] {17, 65_535, 3}, 2, END, END.length))
                .isTrue();

        assertThat(writer.isEmpty()).isFalse();
        assertThat(Arrays.copyOf(writer.buffer(), writer.length())).isEqualTo(Sample.hex("states"));
    }

    @Test
    void readsWhatReleaseOneWrote() {
        var body = Sample.hex("states");

        assertThat(reader.wrap(body, body.length, Envelope.CODEC_JSON)).isTrue();

        assertThat(reader.epoch()).isEqualTo(2000);
        assertThat(reader.tick()).isEqualTo(901);
        assertThat(frames(body))
                .containsExactly(
                        "1 [17] {\"type\":\"WORLD_STATE\"}",
                        "3 [9] 4409 {\"type\":\"ERROR\"}",
                        "2 [17, 65535] {\"type\":\"MATCH_END\"}");
        assertThat(reader.isMalformed()).isFalse();
    }

    @Test
    void refusesAFrameThatDoesNotFitAndKeepsTheRest() {
        var small = new StateWriter(Envelope.SIZE_BYTES + 6 + 10);
        small.begin(1, 1, Envelope.CODEC_JSON);
        assertThat(small.addState(1, new byte[10], 10)).isTrue();

        assertThat(small.addState(2, new byte[0], 0)).isFalse();
        assertThat(small.addKick(2, 4409, new byte[0], 0)).isFalse();
        assertThat(small.addShared(FrameType.END, new int[] {1}, 1, new byte[0], 0)).isFalse();

        var body = Arrays.copyOf(small.buffer(), small.length());
        assertThat(frames(body)).hasSize(1);
    }

    @Test
    void carriesTheLargestPayloadAndMostSlots() {
        var large = new StateWriter(StateWriter.SIZE_MAX_BYTES);
        large.begin(1, 1, Envelope.CODEC_JSON);
        var payload = new byte[StateWriter.PAYLOAD_MAX_BYTES];

        assertThat(large.addShared(FrameType.END, new int[255], 255, payload, payload.length))
                .isTrue();

        var body = Arrays.copyOf(large.buffer(), large.length());
        assertThat(reader.wrap(body, body.length, Envelope.CODEC_JSON)).isTrue();
        assertThat(reader.next()).isTrue();
        assertThat(reader.slotCount()).isEqualTo(255);
        assertThat(reader.payloadLength()).isEqualTo(65_535);
        assertThatThrownBy(() -> large.addShared(FrameType.END, new int[256], 256, payload, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> large.addKick(1, 4409, payload, payload.length))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesABodyCutAnywhere() {
        var body = Sample.hex("states");
        var frameEnds = List.of(Envelope.SIZE_BYTES, 38, 62, body.length);
        for (int length = 0; length < body.length; length++) {
            var cut = Arrays.copyOf(body, length);
            boolean isWhole = frameEnds.contains(length);

            boolean wrapped = reader.wrap(cut, length, Envelope.CODEC_JSON);
            while (wrapped && reader.next()) {
                assertThat(reader.payloadAt() + reader.payloadLength()).isLessThanOrEqualTo(length);
            }

            assertThat(wrapped && !reader.isMalformed()).as("length " + length).isEqualTo(isWhole);
        }
    }

    @Test
    void refusesUnknownFramesAndCodecs() {
        for (int type : new int[] {0, 4, 255}) {
            var body = Sample.hex("states");
            body[Envelope.SIZE_BYTES] = (byte) type;

            assertThat(frames(body)).isEmpty();
            assertThat(reader.isMalformed()).isTrue();
        }
        var body = Sample.hex("states");
        assertThat(reader.wrap(body, body.length, Envelope.CODEC_INPUT)).isFalse();
    }

    @Test
    void neverThrowsOnGarbage() {
        var random = new SplittableRandom(42);
        var sample = Sample.hex("states");
        long read = 0;
        for (int i = 0; i < 100_000; i++) {
            var body = garbage(random, sample);
            if (reader.wrap(body, body.length, Envelope.CODEC_JSON)) {
                while (reader.next()) {
                    read++;
                    assertThat(reader.payloadAt() + reader.payloadLength())
                            .isLessThanOrEqualTo(body.length);
                    assertThat(reader.payloadLength()).isNotNegative();
                    assertThat(reader.slot(reader.slotCount() - 1)).isNotNegative();
                }
            }
        }

        // Mutated bodies are among them, so some frames are whole.
        assertThat(read).isPositive();
    }

    @Test
    void allocatesNothingPerTurn() {
        var slots = new int[] {1, 2, 3};
        long allocated =
                AllocatedBytes.during(
                        () -> {
                            writer.begin(3, 4, Envelope.CODEC_JSON);
                            writer.addState(1, STATE, STATE.length);
                            writer.addShared(FrameType.END, slots, 3, END, END.length);
                            writer.addKick(2, 4409, ERROR, ERROR.length);
                            walk(writer.buffer(), writer.length());
                        },
                        2_000,
                        10_000);

        assertThat(allocated).isZero();
    }

    private int walk(byte[] body, int length) {
        int sum = 0;
        if (reader.wrap(body, length, Envelope.CODEC_JSON)) {
            while (reader.next()) {
                sum += reader.type() + reader.slot(0) + reader.payloadAt() + reader.payloadLength();
            }
        }
        return sum;
    }

    private List<String> frames(byte[] body) {
        var found = new ArrayList<String>();
        reader.wrap(body, body.length, Envelope.CODEC_JSON);
        while (reader.next()) {
            var slots = new ArrayList<Integer>();
            for (int i = 0; i < reader.slotCount(); i++) {
                slots.add(reader.slot(i));
            }
            var code = reader.type() == FrameType.KICK ? reader.closeCode() + " " : "";
            var payload =
                    new String(
                            body,
                            reader.payloadAt(),
                            reader.payloadLength(),
                            StandardCharsets.US_ASCII);
            found.add(reader.type() + " " + slots + " " + code + payload);
        }
        return found;
    }

    private static byte[] garbage(SplittableRandom random, byte[] sample) {
        if (random.nextInt(4) == 0) {
            var body = new byte[random.nextInt(120)];
            random.nextBytes(body);
            return body;
        }
        var body = Arrays.copyOf(sample, random.nextInt(sample.length + 20));
        for (int i = random.nextInt(4); i > 0 && body.length > 0; i--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt();
        }
        return body;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
