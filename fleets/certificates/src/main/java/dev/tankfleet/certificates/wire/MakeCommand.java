package dev.tankfleet.certificates.wire;

import dev.tankfleet.certificates.pair.bouncycastle.BouncyCastleMaker;
import dev.tankfleet.certificates.renewal.Done;
import dev.tankfleet.certificates.renewal.Renewal;
import dev.tankfleet.certificates.renewal.RenewalConfig;
import dev.tankfleet.certificates.secret.kubernetes.KubernetesSecrets;
import dev.tankfleet.process.config.Settings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code certificates make}: brings the Secrets to what they should be, a line for each. */
@Command(
        name = "make",
        description = "Makes and renews certificates in Secrets.",
        mixinStandardHelpOptions = true)
final class MakeCommand implements Callable<Integer> {
    private final Settings settings;
    private final InstantSource clock;

    @Spec private CommandSpec spec = CommandSpec.create();

    MakeCommand(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        var config = settings.bind(RenewalConfig.class, "");
        try (var secrets = KubernetesSecrets.open(config.namespace(), config.owner())) {
            var maker = new BouncyCastleMaker(clock, new SecureRandom());
            int status = 0;
            for (var done : Renewal.create(config, secrets, maker, clock).run()) {
                spec.commandLine().getOut().println(line(done));
                if (done instanceof Done.Foreign) {
                    status = CertificatesCommand.EXIT_FAILED;
                }
            }
            return status;
        }
    }

    private static String line(Done done) {
        return switch (done) {
            case Done.Made(var secret, var until) -> secret + ": made, until " + until;
            case Done.Renewed(var secret, var cause, var until) ->
                    secret + ": renewed (" + text(cause) + "), until " + until;
            case Done.Kept(var secret, var until) -> secret + ": kept, until " + until;
            case Done.Foreign(var secret) ->
                    secret
                            + ": made by somebody else and left alone (expected: name it in the"
                            + " chart's values, or delete it)";
        };
    }

    private static String text(Done.Cause cause) {
        return cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
