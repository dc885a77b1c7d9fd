package dev.tankfleet.certificates;

import dev.tankfleet.certificates.wire.CertificatesCommand;

/** {@code certificates}: one command, and its exit code. */
public final class Main {
    private Main() {}

    /** Runs what was asked for. */
    public static void main(String[] arguments) {
        System.exit(CertificatesCommand.run(arguments, System.getenv()));
    }
}
