package dev.tankfleet.backup.wire;

import dev.tankfleet.backup.copy.Copies;
import dev.tankfleet.backup.wal.Lsn;
import dev.tankfleet.backup.wal.PieceName;
import dev.tankfleet.backup.wal.Pieces;
import dev.tankfleet.backup.wire.parts.Wiring;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code backup list}: what the store has. */
@Command(
        name = "list",
        description = "Lists all copies in the store.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private final Wiring wiring;

    @Spec private CommandSpec spec = CommandSpec.create();

    ListCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        for (var found : Copies.all(wiring.store())) {
            var end = found.isComplete() ? "" : " unfinished";
            out.println(found.name() + " " + found.sizeBytes() + end);
        }
        var chains = new LinkedHashMap<String, List<PieceName>>();
        for (var piece : Pieces.all(wiring.store())) {
            chains.computeIfAbsent(piece.folder(), folder -> new ArrayList<>()).add(piece);
        }
        chains.forEach(
                (folder, pieces) ->
                        out.println(
                                "%s %d pieces to %s"
                                        .formatted(
                                                folder,
                                                pieces.size(),
                                                Lsn.text(pieces.getLast().to()))));
        return 0;
    }
}
