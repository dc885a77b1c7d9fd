package dev.tankfleet.backup.wire;

import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.wire.parts.Wiring;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code backup make KIND}: one copy. */
@Command(
        name = "make",
        description = "Makes a copy and stores it.",
        mixinStandardHelpOptions = true)
final class MakeCommand implements Callable<Integer> {
    private final Wiring wiring;

    @Parameters(paramLabel = "KIND", description = "redis, postgres or jetstream.")
    private Kind kind = Kind.REDIS;

    @Spec private CommandSpec spec = CommandSpec.create();

    MakeCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws IOException {
        var manifest = wiring.copy(kind);
        spec.commandLine()
                .getOut()
                .println(manifest.copy() + " " + manifest.sizeBytes() + " " + manifest.facts());
        return 0;
    }
}
