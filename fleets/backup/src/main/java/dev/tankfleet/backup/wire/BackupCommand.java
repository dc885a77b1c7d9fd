package dev.tankfleet.backup.wire;

import dev.tankfleet.backup.copy.CopyWriter;
import dev.tankfleet.backup.wire.parts.Wiring;
import dev.tankfleet.process.config.WrongSettingsException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;

/** {@code backup}: knows its sub-commands and how a failure is told. */
@Command(
        name = "backup",
        description = "Makes, keeps, proves and restores copies. The environment says of what.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class BackupCommand {
    /** Something failed, or a copy is damaged. */
    static final int EXIT_FAILED = 1;

    /** The environment or the command line says too little, or something wrong. */
    static final int EXIT_WRONG = 2;

    private BackupCommand() {}

    /**
     * Runs what was typed.
     *
     * @param out where it says what it did, and what went wrong
     * @return 0, 1 if it failed, 2 if it was told too little
     */
    public static int run(String[] arguments, Map<String, String> environment, PrintWriter out) {
        return command(environment).setOut(out).setErr(out).execute(arguments);
    }

    /**
     * Runs what was typed at a terminal or by a job.
     *
     * @return 0, 1 if it failed, 2 if it was told too little
     */
    public static int run(String[] arguments, Map<String, String> environment) {
        return command(environment).execute(arguments);
    }

    private static CommandLine command(Map<String, String> environment) {
        var wiring = new Wiring(environment, InstantSource.system());
        var command = new CommandLine(new BackupCommand());
        command.getCommandSpec().version(CopyWriter.tool());
        return command.addSubcommand(new MakeCommand(wiring))
                .addSubcommand(new RotateCommand(wiring))
                .addSubcommand(new ListCommand(wiring))
                .addSubcommand(new VerifyCommand(wiring))
                .addSubcommand(new RestoreCommand(wiring))
                .addSubcommand(new DrillCommand(wiring))
                .addSubcommand(new WalCommand(wiring))
                .addSubcommand(new ExporterCommand(wiring))
                .addSubcommand(new KeysCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(BackupCommand::tell);
    }

    private static int tell(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        return switch (failure) {
            case IOException e -> told(command, e.getMessage(), EXIT_FAILED);
            case WrongSettingsException e -> told(command, e.getMessage(), EXIT_WRONG);
            // A key, or a source, that is none.
            case IllegalArgumentException e -> told(command, e.getMessage(), EXIT_WRONG);
            default -> throw failure;
        };
    }

    private static int told(CommandLine command, @Nullable String message, int status) {
        command.getErr().println(command.getCommandName() + ": " + message);
        return status;
    }
}
