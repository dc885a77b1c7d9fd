package dev.tankfleet.backup;

import dev.tankfleet.backup.wire.BackupCommand;

/** {@code backup}: one command, and its exit code. */
public final class Main {
    private Main() {}

    /** Runs what was asked for. */
    public static void main(String[] arguments) {
        System.exit(BackupCommand.run(arguments, System.getenv()));
    }
}
