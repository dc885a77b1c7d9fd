package dev.tankfleet.backup.wire;

import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.drill.DrillRun;
import dev.tankfleet.backup.wire.parts.Wiring;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code backup drill KIND}: restores the newest copy and compares. */
@Command(
        name = "drill",
        description = "Restores the newest copy into a server of its own, compares, and notes it.",
        mixinStandardHelpOptions = true)
final class DrillCommand implements Callable<Integer> {
    private final Wiring wiring;

    @Parameters(paramLabel = "KIND", description = "redis, postgres or jetstream.")
    private Kind kind = Kind.REDIS;

    @Spec private CommandSpec spec = CommandSpec.create();

    DrillCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws IOException {
        var job = wiring.job();
        var run =
                new DrillRun(
                        wiring.store(),
                        wiring.reader(),
                        wiring.opener(),
                        wiring.signer(),
                        wiring.clock());
        var entry = run.run(kind, job.source(), job.scratch(), wiring.drill(kind));
        var out = spec.commandLine().getOut();
        var outcome = entry.outcome();
        out.println(
                "%s: %d compared, %d missing, %d changed, %d unexpected in %d ms"
                        .formatted(
                                entry.copy(),
                                outcome.compared(),
                                outcome.missing(),
                                outcome.changed(),
                                outcome.unexpected(),
                                entry.durationMs()));
        if (entry.failure().isEmpty()) {
            out.println(
                    "restored in %d ms, with all that was written until %s"
                            .formatted(entry.restoredMs(), entry.upTo()));
        }
        outcome.notes().forEach(out::println);
        if (!entry.failure().isEmpty()) {
            out.println("failed: " + entry.failure());
        }
        return entry.ok() ? 0 : BackupCommand.EXIT_FAILED;
    }
}
