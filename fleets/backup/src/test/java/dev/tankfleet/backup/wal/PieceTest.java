package dev.tankfleet.backup.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.backup.copy.DamagedCopy;
import dev.tankfleet.backup.copy.TestPlace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Pieces one by one, and how they make a chain. */
final class PieceTest {
    private static final WalChain CHAIN = new WalChain("7710831668688615804", 1);
    private static final Instant AT = Instant.parse("2026-11-22T01:00:00Z");
    private static final int FLIPS = 200;

    private final TestPlace place = TestPlace.inMemory();

    @Test
    void readsTheNamesThatItWrites() {
        var name = new PieceName("centre", CHAIN, 0x1500000, 0x1517260, AT, true);

        assertThat(name.path())
                .isEqualTo(
                        "wal/centre/7710831668688615804/00000001/"
                                + "0000000001500000-0000000001517260-20261122T010000Z-first");
        assertThat(PieceName.parse(name.path())).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wal/centre",
                "wal/centre/1/00000000/0000000000000000-0000000000000001-20261122T010000Z",
                "wal/centre/1/00000001/0000000000000002-0000000000000001-20261122T010000Z",
                "wal/centre/1/00000001/0000000000000000-0000000000000001-20261322T010000Z",
                "wal/centre/1/00000001/0000000000000000-0000000000000001-20261122T010000Z-last",
                "wal/CENTRE/1/00000001/0000000000000000-0000000000000001-20261122T010000Z"
            })
    void knowsWhatIsNoPiece(String path) {
        assertThat(PieceName.parse(path)).isEmpty();
    }

    @Test
    void callsSegmentsAsPostgresDoes() {
        assertThat(Lsn.parse("1A/2B0000C8")).isEqualTo(0x1A2B0000C8L);
        assertThat(Lsn.text(0x1A2B0000C8L)).isEqualTo("1A/2B0000C8");
        assertThat(Lsn.segmentName(3, 0x1A2B0000C8L, 16 << 20))
                .isEqualTo("000000030000001A0000002B");
    }

    @Test
    void findsEveryFlippedBitAndEveryCut() throws IOException {
        var random = new Random(26);
        var content = new byte[5_000];
        random.nextBytes(content);
        var name = piece(0, content.length, 0);
        new PieceWriter(place.writer()).write(name, content);
        var right = content(name);
        assertThat(place.archive().reader().open(name, place.opener())).isEqualTo(content);

        for (int i = 0; i < FLIPS; i++) {
            int bit = random.nextInt(right.length * Byte.SIZE);
            var flipped = right.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            assertDamaged(name, flipped, "bit " + bit);
            int length = random.nextInt(right.length);
            assertDamaged(name, Arrays.copyOf(right, length), "cut to " + length);
        }
    }

    @Test
    void believesNoPieceFromElsewhere() throws IOException {
        var one = piece(0, 10, 0);
        new PieceWriter(place.writer()).write(one, new byte[10]);
        var other = piece(10, 20, 0);
        place.store().put(other.path(), content(one));

        assertThatThrownBy(() -> place.archive().reader().check(other))
                .isInstanceOf(DamagedCopy.class)
                .hasMessageContaining("is " + one);
    }

    @Test
    void leadsAsFarAsThereIsNoGap() {
        var chain =
                List.of(piece(0, 100, 1), piece(50, 80, 2), piece(90, 150, 3), piece(160, 170, 4));

        var reach = Reach.from(20, chain);

        assertThat(reach.to()).isEqualTo(150);
        assertThat(reach.until()).isEqualTo(AT.plusSeconds(3));
        assertThat(reach.gap()).isEqualTo(piece(160, 170, 4));
        assertThat(Reach.from(170, chain).gap()).isNull();
        assertThat(Reach.from(200, chain).hasPieces()).isFalse();
    }

    @Test
    void goesNoFurtherThanATimeNeeds() {
        var chain = List.of(piece(0, 100, 10), piece(100, 200, 20), piece(200, 300, 30));
        var reach = Reach.from(0, chain);

        var cut = reach.upTo(AT.plusSeconds(12), Duration.ofSeconds(1));

        assertThat(cut.to()).isEqualTo(200);
        assertThat(reach.upTo(AT.plusSeconds(60), Duration.ZERO)).isSameAs(reach);
    }

    private void assertDamaged(PieceName name, byte[] damaged, String how) throws IOException {
        place.store().delete(name.path());
        place.store().put(name.path(), damaged);
        assertThatThrownBy(() -> place.archive().reader().check(name))
                .as(how)
                .isInstanceOf(DamagedCopy.class);
    }

    private static PieceName piece(long from, long to, int seconds) {
        return new PieceName("centre", CHAIN, from, to, AT.plusSeconds(seconds), false);
    }

    private byte[] content(PieceName name) throws IOException {
        var content = new ByteArrayOutputStream();
        place.store().get(name.path(), content);
        return content.toByteArray();
    }
}
