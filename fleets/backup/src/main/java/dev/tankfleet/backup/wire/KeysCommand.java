package dev.tankfleet.backup.wire;

import dev.tankfleet.backup.seal.SigningPair;
import dev.tankfleet.backup.seal.age.AgePair;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** {@code backup keys}: new keys, each under the variable that takes it. */
@Command(
        name = "keys",
        description = "Prints new keys: who reads copies, and who signs them.",
        mixinStandardHelpOptions = true)
final class KeysCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var reading = AgePair.generate();
        var signing = SigningPair.generate();
        var out = spec.commandLine().getOut();
        out.println("# Public: for the jobs that make copies, and for those that read them.");
        out.println("SEAL_RECIPIENTS=" + reading.recipient());
        out.println("SIGN_TRUSTED=" + signing.trusted());
        out.println("# Secret: for the jobs that make copies or notes of drills.");
        out.println("SIGN_KEY=" + signing.key().reveal());
        out.println("# Secret: opens every copy. Keep one where no cluster is.");
        out.println("SEAL_IDENTITY=" + reading.identity().reveal());
        return 0;
    }
}
