package dev.tankfleet.backup.wire;

import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.rotation.Rule;
import dev.tankfleet.backup.rotation.Sweep;
import dev.tankfleet.backup.rotation.WalSweep;
import dev.tankfleet.backup.wal.PieceName;
import dev.tankfleet.backup.wire.parts.Wiring;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code backup rotate KIND}: takes away what the rule gives up. */
@Command(
        name = "rotate",
        description = "Takes away what the rule gives up (ROTATION_HOURLY, ROTATION_DAILY).",
        mixinStandardHelpOptions = true)
final class RotateCommand implements Callable<Integer> {
    private final Wiring wiring;

    @Parameters(paramLabel = "KIND", description = "redis, postgres or jetstream.")
    private Kind kind = Kind.REDIS;

    @Option(names = "--dry-run", description = "Only says what would go.")
    private boolean isDry;

    @Spec private CommandSpec spec = CommandSpec.create();

    RotateCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws IOException {
        var rule = wiring.settings().bind(Rule.class, "rotation");
        var sweep = Sweep.of(wiring.store(), wiring.reader());
        var plan = sweep.plan(kind, wiring.job().source(), wiring.clock().instant(), rule);
        if (!isDry) {
            sweep.carryOut(plan);
        }
        var pieces = kind == Kind.POSTGRES ? rotateLog(plan) : List.<PieceName>of();
        var out = spec.commandLine().getOut();
        plan.doomed().forEach(found -> out.println("gone: " + found.name()));
        plan.damaged().forEach(what -> out.println("damaged, left alone: " + what));
        if (!pieces.isEmpty()) {
            out.println("gone: " + pieces.size() + " pieces of the log");
        }
        out.println("kept: " + plan.kept().size());
        return plan.damaged().isEmpty() ? 0 : BackupCommand.EXIT_FAILED;
    }

    private List<PieceName> rotateLog(Sweep.Plan plan) throws IOException {
        var sweep = WalSweep.of(wiring.store(), wiring.reader());
        var pieces = sweep.plan(wiring.job().source(), plan.doomed());
        if (!isDry) {
            sweep.carryOut(pieces);
        }
        return pieces;
    }
}
