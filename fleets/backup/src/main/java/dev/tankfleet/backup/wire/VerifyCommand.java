package dev.tankfleet.backup.wire;

import dev.tankfleet.backup.copy.Copies;
import dev.tankfleet.backup.copy.DamagedCopy;
import dev.tankfleet.backup.copy.Found;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code backup verify}: reads every copy to its end. Needs no key that opens one. */
@Command(
        name = "verify",
        description = "Reads every copy and holds each byte against its signed manifest.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private final Wiring wiring;

    @Spec private CommandSpec spec = CommandSpec.create();

    VerifyCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var reader = wiring.reader();
        int damaged = 0;
        int fine = 0;
        for (var found : Copies.all(wiring.store()).stream().filter(Found::isComplete).toList()) {
            try {
                reader.check(reader.whole(found));
                fine++;
            } catch (DamagedCopy e) {
                out.println("damaged: " + e.getMessage());
                damaged++;
            }
        }
        out.println("fine: " + fine + ", damaged: " + damaged);
        return damaged == 0 ? 0 : BackupCommand.EXIT_FAILED;
    }
}
