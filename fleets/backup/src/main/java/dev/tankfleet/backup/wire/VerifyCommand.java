package dev.tankfleet.backup.wire;

import dev.tankfleet.backup.copy.Copies;
import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.DamagedCopy;
import dev.tankfleet.backup.copy.Found;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.copy.Manifest;
import dev.tankfleet.backup.postgres.PostgresFacts;
import dev.tankfleet.backup.wal.Lsn;
import dev.tankfleet.backup.wal.PieceName;
import dev.tankfleet.backup.wal.PieceReader;
import dev.tankfleet.backup.wal.Pieces;
import dev.tankfleet.backup.wal.Reach;
import dev.tankfleet.backup.wire.parts.Wiring;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code backup verify}: reads everything to its end. Needs no key that opens anything. */
@Command(
        name = "verify",
        description = "Reads all there is, and holds each byte against what was signed.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private final Wiring wiring;

    @Spec private CommandSpec spec = CommandSpec.create();

    // Owned by the thread of the command.
    private int fine;
    private int damaged;

    VerifyCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws IOException {
        var store = wiring.store();
        var reader = wiring.reader();
        var pieceReader = PieceReader.of(store, wiring.trust());
        var pieces = Pieces.all(store);
        for (var piece : pieces) {
            look(() -> pieceReader.check(piece));
        }
        for (var found : Copies.all(store).stream().filter(Found::isComplete).toList()) {
            look(
                    () -> {
                        var manifest = reader.whole(found);
                        reader.check(manifest);
                        checkLog(found.name(), manifest, pieces);
                    });
        }
        spec.commandLine().getOut().println("fine: " + fine + ", damaged: " + damaged);
        return damaged == 0 ? 0 : BackupCommand.EXIT_FAILED;
    }

    private void look(Look look) throws IOException {
        try {
            look.look();
            fine++;
        } catch (DamagedCopy e) {
            spec.commandLine().getOut().println("damaged: " + e.getMessage());
            damaged++;
        }
    }

    /** The log that follows a copy must be there without a gap, as far as it ever was. */
    private void checkLog(CopyName name, Manifest manifest, List<PieceName> pieces)
            throws DamagedCopy {
        if (name.kind() != Kind.POSTGRES) {
            return;
        }
        var facts = PostgresFacts.of(manifest);
        var chain = Pieces.of(pieces, name.source(), facts.chain());
        var reach = Reach.from(facts.end(), chain);
        var gap = reach.gap();
        if (gap == null) {
            return;
        }
        var from = Lsn.text(reach.to());
        var to = Lsn.text(gap.from());
        if (!gap.isFirst()) {
            throw new DamagedCopy(
                    "%s: the log from %s to %s is missing; it leads no further than %s"
                            .formatted(name, from, to, reach.until()));
        }
        spec.commandLine()
                .getOut()
                .println(
                        "%s: the log from %s to %s was never stored: it was begun anew then"
                                .formatted(name, from, to));
    }

    /** One look, which may find damage. */
    @FunctionalInterface
    private interface Look {
        void look() throws IOException;
    }
}
