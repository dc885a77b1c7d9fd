package dev.tankfleet.certificates.wire;

import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.config.WrongSettingsException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;

/** {@code certificates}: knows its sub-commands and how a failure is told. */
@Command(
        name = "certificates",
        description = "Makes, renews and watches certificates. The environment says which.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class CertificatesCommand {
    /** Something was not done. */
    static final int EXIT_FAILED = 1;

    /** The environment or the command line says too little, or something wrong. */
    static final int EXIT_WRONG = 2;

    private CertificatesCommand() {}

    /**
     * Runs what was typed.
     *
     * @return 0, 1 if it failed, 2 if it was told too little
     */
    public static int run(String[] arguments, Map<String, String> environment) {
        var settings = Settings.of(environment);
        return new CommandLine(new CertificatesCommand())
                .addSubcommand(new MakeCommand(settings, InstantSource.system()))
                .addSubcommand(new ExporterCommand(InstantSource.system()))
                .setExecutionExceptionHandler(CertificatesCommand::tell)
                .execute(arguments);
    }

    private static int tell(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        return switch (failure) {
            case IOException e -> told(command, e.getMessage(), EXIT_FAILED);
            case WrongSettingsException e -> told(command, e.getMessage(), EXIT_WRONG);
            default -> throw failure;
        };
    }

    private static int told(CommandLine command, @Nullable String message, int status) {
        command.getErr().println(command.getCommandName() + ": " + message);
        return status;
    }
}
