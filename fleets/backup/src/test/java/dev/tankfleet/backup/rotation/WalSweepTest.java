package dev.tankfleet.backup.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.backup.copy.Copies;
import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.CopyWriter;
import dev.tankfleet.backup.copy.DamagedCopy;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.copy.TestPlace;
import dev.tankfleet.backup.wal.Lsn;
import dev.tankfleet.backup.wal.PieceName;
import dev.tankfleet.backup.wal.Pieces;
import dev.tankfleet.backup.wal.WalChain;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which pieces of a log stay, when copies stay or go. */
final class WalSweepTest {
    private static final Instant AT = Instant.parse("2026-11-22T00:00:00Z");
    private static final WalChain NOW = new WalChain("2", 1);
    private static final WalChain BEFORE = new WalChain("1", 1);

    @TempDir private Path scratch;
    private final TestPlace place = TestPlace.inMemory();
    private final WalSweep sweep = WalSweep.of(place.store(), place.reader());

    @Test
    void takesAwayOnlyWhatNoCopyNeeds() throws IOException {
        var old = piece(NOW, 0, 100, 1);
        var needed = piece(NOW, 100, 200, 2);
        var newer = piece(NOW, 200, 300, 3);
        var ofAnother = piece(BEFORE, 0, 900, 1);
        copy(5, NOW, 150);
        copy(9, NOW, 250);

        var plan = sweep.plan("centre", List.of());
        assertThat(plan).containsExactlyInAnyOrder(old, ofAnother);
        sweep.carryOut(plan);

        assertThat(Pieces.of(place.store(), "centre")).containsExactly(needed, newer);
        assertThat(sweep.plan("centre", List.of())).isEmpty();
    }

    @Test
    void goesOnWhenTheOldestCopyGoes() throws IOException {
        var needed = piece(NOW, 100, 200, 2);
        var newer = piece(NOW, 200, 300, 3);
        copy(5, NOW, 150);
        copy(9, NOW, 250);
        var oldest = Copies.of(place.store(), Kind.POSTGRES, "centre").getFirst();

        assertThat(sweep.plan("centre", List.of(oldest))).containsExactly(needed);
        assertThat(newer.to()).isEqualTo(300);
    }

    @Test
    void takesAwaySignsOfLifeThatAreOutlived() throws IOException {
        copy(1, NOW, 50);
        var data = piece(NOW, 0, 100, 2);
        var first = piece(NOW, 100, 100, 3);
        var second = piece(NOW, 100, 100, 4);

        assertThat(sweep.plan("centre", List.of())).containsExactly(first);
        assertThat(List.of(data, second)).doesNotContain(first);
    }

    @Test
    void takesNothingWhileNobodyKnowsWhatIsNeeded() throws IOException {
        piece(NOW, 0, 100, 1);
        assertThat(sweep.plan("centre", List.of())).isEmpty();

        var damaged = copy(5, NOW, 150);
        place.store().delete(damaged.path() + "/manifest.json");
        place.store().put(damaged.path() + "/manifest.json", new byte[] {1});
        assertThatThrownBy(() -> sweep.plan("centre", List.of())).isInstanceOf(DamagedCopy.class);
    }

    private CopyName copy(int hours, WalChain chain, long end) throws IOException {
        var name = new CopyName(Kind.POSTGRES, "centre", AT.plusSeconds(hours * 3_600L));
        var facts = new HashMap<String, String>();
        facts.putAll(
                Map.of(
                        "postgres.version",
                        "15.1",
                        "postgres.owner",
                        "postgres",
                        "postgres.database",
                        "postgres",
                        "postgres.system",
                        chain.system(),
                        "postgres.timeline",
                        Integer.toString(chain.timeline()),
                        "postgres.segment-bytes",
                        "16777216",
                        "postgres.end",
                        Lsn.text(end),
                        "postgres.ended-at",
                        name.at().toString()));
        for (var setting :
                List.of(
                        "max_connections",
                        "max_locks_per_transaction",
                        "max_prepared_transactions",
                        "max_wal_senders",
                        "max_worker_processes")) {
            facts.put("postgres.setting." + setting, "10");
        }
        CopyWriter.begin(place.writer(), name, scratch)
                .finish(InstantSource.fixed(name.at()), facts);
        return name;
    }

    private PieceName piece(WalChain chain, long from, long to, int hours) throws IOException {
        var until = AT.plusSeconds(hours * 3_600L);
        var piece = new PieceName("centre", chain, from, to, until, false);
        place.store().put(piece.path(), new byte[] {1});
        return piece;
    }
}
