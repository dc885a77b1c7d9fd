package dev.tankfleet.local.command;

import dev.tankfleet.local.fleet.Fleet;
import dev.tankfleet.local.postgres.LocalPostgres;
import dev.tankfleet.local.process.child.LeftBehind;
import dev.tankfleet.process.log.LogConfig;
import dev.tankfleet.process.log.LogLevel;
import dev.tankfleet.process.log.Logs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code ./tankfleet up}: the fleet until Ctrl-C. */
@Command(
        name = "up",
        description = "Runs the whole fleet until Ctrl-C and prints the address to play at.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--fresh",
            description = "Begin with an empty fleet: forgets accounts, keys and matches.")
    private boolean isFresh;

    @Option(
            names = "--ports",
            defaultValue = "standard",
            description =
                    "standard: the documented ports. auto: free ones. Default: ${DEFAULT-VALUE}.")
    private PortChoice ports = PortChoice.STANDARD;

    @Option(
            names = "--folder",
            defaultValue = ".tankfleet",
            description = "Where the fleet keeps its files. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of(".tankfleet");

    @Option(
            names = "--processes",
            description =
                    "Each service a process of its own, on real NATS and Redis (needs ./tankfleet"
                            + " tools once).")
    private boolean inProcesses;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var home = Folder.open(folder);
        var out = spec.commandLine().getOut();
        try (var logs =
                Logs.start(
                        LogConfig.standard(
                                home.path().resolve("log"), "tankfleet", LogLevel.INFO))) {
            // Before the ports are looked at: they may hold one of them.
            LeftBehind.stop(home.path());
            LocalPostgres.stopLeftBehind(home.path());
            var kind = FleetKind.of(inProcesses, ports, null, false);
            if (isFresh) {
                home.empty();
            }
            var fleet = kind.start(home.path(), logs);
            if (!fleet.awaitPlayable()) {
                fleet.close();
                out.println(
                        "no game server became ready within "
                                + Fleet.PLAYABLE_MAX.toSeconds()
                                + " s; see "
                                + logs.file());
                return 1;
            }
            print(fleet, logs.file(), out);
            return fleet.awaitStopped().isClean() ? 0 : 1;
        } finally {
            home.close();
        }
    }

    private static void print(Fleet fleet, Path log, PrintWriter out) {
        var addresses = fleet.addresses();
        out.println();
        out.println("  Play      " + addresses.page());
        out.println(
                "  API       "
                        + addresses.auth()
                        + "/openapi.yaml  "
                        + addresses.matchmaker()
                        + "/openapi.yaml");
        addresses.metrics().forEach((name, url) -> out.printf("  Metrics   %s  %s%n", url, name));
        out.println("  Log       " + log);
        out.println();
        out.println("  Ctrl-C stops everything.");
        out.flush();
    }
}
