package dev.tankfleet.proto.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.proto.Sample;
import dev.tankfleet.testkit.memory.AllocatedBytes;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;

final class InputBatchTest {
    private static final int HEAD_BYTES = Envelope.SIZE_BYTES + 1 + "gw-1".length();

    private final InputWriter writer = new InputWriter("gw-1", 8);
    private final InputReader reader = new InputReader();

    @Test
    void writesWhatReleaseOneWrote() {
        writer.begin(2000, 900);
        assertThat(writer.add(17, 5, 1_000, -250, 49_152, true, 0)).isTrue();
        assertThat(writer.add(65_535, 77, -1_000, 0, 0, false, 127)).isTrue();

        assertThat(written()).isEqualTo(Sample.hex("inputs"));
    }

    @Test
    void readsWhatReleaseOneWrote() {
        var body = Sample.hex("inputs");

        assertThat(reader.wrap(body, body.length)).isTrue();

        assertThat(reader.epoch()).isEqualTo(2000);
        assertThat(reader.gatewayId()).isEqualTo("gw-1");
        assertThat(reader.next()).isTrue();
        assertThat(reader.slot()).isEqualTo(17);
        assertThat(reader.seq()).isEqualTo(5);
        assertThat(reader.throttle()).isEqualTo(1_000);
        assertThat(reader.turn()).isEqualTo(-250);
        assertThat(reader.aim()).isEqualTo(49_152);
        assertThat(reader.fire()).isTrue();
        assertThat(reader.ability()).isZero();
        assertThat(reader.next()).isTrue();
        assertThat(reader.slot()).isEqualTo(65_535);
        assertThat(reader.throttle()).isEqualTo(-1_000);
        assertThat(reader.fire()).isFalse();
        assertThat(reader.ability()).isEqualTo(127);
        assertThat(reader.next()).isFalse();
        assertThat(reader.isMalformed()).isFalse();
    }

    @Test
    void refusesMoreThanFits() {
        writer.begin(1, 1);
        for (int i = 0; i < 8; i++) {
            assertThat(writer.add(i, i, 0, 0, 0, false, 0)).isTrue();
        }

        assertThat(writer.add(8, 8, 0, 0, 0, false, 0)).isFalse();

        assertThat(entries(written())).isEqualTo(8);
        assertThatThrownBy(() -> new InputWriter("gw-1", 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InputWriter("gw-1", InputWriter.ENTRIES_MAX + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InputWriter("gw.1", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void endsAtAValueOutOfRange() {
        writer.begin(1, 1);
        writer.add(1, 1, 0, 0, 0, false, 0);
        writer.add(2, 2, 1_001, 0, 0, false, 0);
        writer.add(3, 3, 0, 0, 0, false, 0);

        assertThat(entries(written())).isEqualTo(1);
        assertThat(reader.isMalformed()).isTrue();
    }

    @Test
    void refusesAnIdThatIsNone() {
        for (byte bad : new byte[] {'.', '*', '>', ' ', 0, (byte) 0xE9, '\n'}) {
            var body = Sample.hex("inputs");
            body[Envelope.SIZE_BYTES + 2] = bad;

            assertThat(reader.wrap(body, body.length)).isFalse();
        }
    }

    @Test
    void refusesAnotherVersionAndCodec() {
        for (int at : new int[] {0, Envelope.SIZE_BYTES - 1}) {
            var body = Sample.hex("inputs");
            body[at]++;

            assertThat(reader.wrap(body, body.length)).isFalse();
        }
    }

    @Test
    void refusesABodyCutAnywhere() {
        var body = Sample.hex("inputs");
        for (int length = 0; length < body.length; length++) {
            boolean isWhole =
                    length >= HEAD_BYTES && (length - HEAD_BYTES) % InputWriter.ENTRY_BYTES == 0;

            // A cut array, so that reading beyond its end would throw.
            assertThat(reader.wrap(Arrays.copyOf(body, length), length))
                    .as("length " + length)
                    .isEqualTo(isWhole);
        }
    }

    @Test
    void neverThrowsOnGarbage() {
        var random = new SplittableRandom(42);
        long read = 0;
        for (int i = 0; i < 100_000; i++) {
            var body = garbage(random);
            read += entries(body);
        }

        // Mutated bodies are among them, so some entries are whole.
        assertThat(read).isPositive();
    }

    @Test
    void allocatesNothingPerTurn() {
        var body = Sample.hex("inputs");
        long allocated =
                AllocatedBytes.during(
                        () -> {
                            writer.begin(3, 4);
                            writer.add(1, 2, 3, 4, 5, true, 6);
                            writer.add(2, 2, 3, 4, 5, false, 6);
                            entries(writer.buffer(), writer.length());
                            entries(body, body.length);
                        },
                        2_000,
                        10_000);

        assertThat(allocated).isZero();
    }

    private static byte[] garbage(SplittableRandom random) {
        if (random.nextBoolean()) {
            var body = new byte[random.nextInt(80)];
            random.nextBytes(body);
            return body;
        }
        var body = Arrays.copyOf(Sample.hex("inputs"), 14 + random.nextInt(60));
        for (int i = random.nextInt(4); i > 0; i--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt();
        }
        return body;
    }

    private byte[] written() {
        return Arrays.copyOf(writer.buffer(), writer.length());
    }

    private int entries(byte[] body) {
        return entries(body, body.length);
    }

    private int entries(byte[] body, int length) {
        int count = 0;
        if (reader.wrap(body, length) && !reader.gatewayId().isEmpty()) {
            while (reader.next()) {
                count += reader.slot() >= 0 && reader.aim() >= 0 ? 1 : 0;
            }
        }
        return count;
    }
}
