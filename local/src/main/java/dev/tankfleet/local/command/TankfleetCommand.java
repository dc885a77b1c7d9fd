package dev.tankfleet.local.command;

import dev.tankfleet.local.agones.AgonesPlan;
import dev.tankfleet.local.demo.DemoPlan;
import dev.tankfleet.local.geoip.GeoIpFiles;
import dev.tankfleet.local.port.PortPlan;
import dev.tankfleet.local.tool.NativeTool;
import dev.tankfleet.process.stop.OrderedStop;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./tankfleet}: knows its sub-commands and how a failure is told. */
@Command(
        name = "./tankfleet",
        description = "Dedicated game servers for a tank game, all on this machine.",
        mixinStandardHelpOptions = true,
        version = "Tankfleet 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {UpCommand.class, DemoCommand.class, AgonesCommand.class, GeoIpCommand.class})
public final class TankfleetCommand {
    private TankfleetCommand() {}

    /** Runs what was typed and returns the exit code. */
    public static int run(String[] args) {
        return new CommandLine(new TankfleetCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> {
                            if (!isForThePerson(failure)) {
                                throw failure;
                            }
                            command.getErr().println(failure.getMessage());
                            return CommandLine.ExitCode.SOFTWARE;
                        })
                .execute(args);
    }

    /** What a person can mend is told in one line, without a stack. */
    private static boolean isForThePerson(Exception failure) {
        return failure instanceof PortPlan.PortTaken
                || failure instanceof Folder.Unusable
                || failure instanceof NativeTool.Missing
                || failure instanceof DemoPlan.Unplayable
                || failure instanceof AgonesPlan.Unreadable
                || failure instanceof GeoIpFiles.Unavailable
                || failure instanceof OrderedStop.StopHasBegun;
    }
}
