package dev.tankfleet.backup.wire;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.util.Map;

/** {@code backup}: knows its sub-commands and how a failure is told. */
@Command(
        name = "backup",
        description = "Copies of Redis, PostgreSQL and JetStream.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class BackupCommand {
    private BackupCommand() {}

    /** Runs what was typed and returns the exit code. */
    public static int run(String[] arguments, Map<String, String> environment) {
        return new CommandLine(new BackupCommand()).execute(arguments);
    }
}
