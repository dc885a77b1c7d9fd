package dev.tankfleet.backup.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.backup.archiver.MortalServer.Killed;
import dev.tankfleet.backup.copy.CopyWriter;
import dev.tankfleet.backup.copy.TestPlace;
import dev.tankfleet.backup.store.memory.MemoryStore;
import dev.tankfleet.backup.wal.Lsn;
import dev.tankfleet.backup.wal.Pieces;
import dev.tankfleet.backup.wal.Reach;
import dev.tankfleet.backup.wal.SegmentFiles;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An archiver that is killed and let down at every point, by seed. */
final class ArchiverSimulationTest {
    private static final String SOURCE = "centre";
    private static final WalConfig CONFIG = new WalConfig("slot", Duration.ofSeconds(5));
    private static final int LIVES = 20;
    private static final int CONNECTIONS_MAX = 100;

    @TempDir private Path folder;
    private final TestPlace place = TestPlace.in(new MemoryStore());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void losesNothingWhereverItDies(long seed) throws IOException {
        var server = new MortalServer(seed, place.store());
        int deaths = 0;
        for (int life = 0; life < LIVES; life++) {
            try {
                live(archiver(server));
            } catch (Killed e) {
                deaths++;
            }
            assertThat(isHonest(server)).as("seed %d, life %d", seed, life).isTrue();
        }

        assertThat(deaths).isEqualTo(LIVES);
        assertBytes(server, seed);
    }

    /** One connection after the other, until it dies. */
    private static void live(WalArchiver archiver) {
        for (int i = 0; i < CONNECTIONS_MAX; i++) {
            archiver.runOnce();
        }
    }

    /** There is no gap, and nobody was told that more was stored than is. */
    private boolean isHonest(MortalServer server) throws IOException {
        var reach = reach();
        return reach.gap() == null && reach.to() >= server.endAt(reach.until());
    }

    private Reach reach() throws IOException {
        var pieces = Pieces.of(place.store(), SOURCE);
        long begun = pieces.isEmpty() ? 0 : pieces.getFirst().from();
        return Reach.from(begun, pieces);
    }

    private void assertBytes(MortalServer server, long seed) throws IOException {
        var reach = reach();
        var segments = Files.createDirectory(folder.resolve("segments"));
        SegmentFiles.write(
                place.archive().reader(),
                reach,
                place.opener(),
                MortalServer.SEGMENT_BYTES,
                folder,
                segments);
        long position = reach.pieces().getFirst().from();
        while (position < reach.to()) {
            var name =
                    Lsn.segmentName(
                            server.chain().timeline(), position, MortalServer.SEGMENT_BYTES);
            var bytes = Files.readAllBytes(segments.resolve(name));
            for (int i = 0; i < bytes.length && position < reach.to(); i++) {
                if (bytes[i] != MortalServer.at(position)) {
                    throw new AssertionError("position " + position + ", seed " + seed);
                }
                position++;
            }
        }
    }

    private WalArchiver archiver(MortalServer server) {
        var writer = place.writer();
        return WalArchiver.create(
                CONFIG,
                server,
                new CopyWriter.Place(server.store(), writer.sealer(), writer.signer()),
                SOURCE,
                new SimpleMeterRegistry(),
                server::now);
    }
}
