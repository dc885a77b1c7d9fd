package dev.tankfleet.local.command;

import dev.tankfleet.local.demo.Demo;
import dev.tankfleet.local.demo.DemoPlan;
import dev.tankfleet.local.demo.Leftovers;
import dev.tankfleet.local.demo.Outcome;
import dev.tankfleet.local.demo.Table;
import dev.tankfleet.local.fleet.Fleet;
import dev.tankfleet.process.log.LogConfig;
import dev.tankfleet.process.log.LogLevel;
import dev.tankfleet.process.log.Logs;
import dev.tankfleet.process.stop.OrderedStop;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./tankfleet demo}: a match with measuring players, a table and a verdict. */
@Command(
        name = "demo",
        description =
                "Plays a match with measuring players on a fresh fleet; exits 0 only if all went as"
                        + " promised.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--players",
            defaultValue = "8",
            description = "1 to 48. Default: ${DEFAULT-VALUE}.")
    private int players;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "6 to 120. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--strict", description = "Fewer than 25 states a second are a failure, too.")
    private boolean isStrict;

    @Option(
            names = "--processes",
            description = "Each service a process of its own, on real NATS and Redis.")
    private boolean inProcesses;

    @Option(
            names = "--images",
            paramLabel = "FOLDER",
            description =
                    "With --processes: each service in its image, as fleets/images/build has"
                            + " unpacked it.")
    private @Nullable Path images;

    @Option(names = "--train", hidden = true, description = "The next start is to be a fast one.")
    private boolean isTraining;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var demo = new DemoPlan(players, seconds, isStrict);
        var folder = Files.createTempDirectory("tankfleet-demo-");
        var leftovers = Leftovers.before();
        Outcome outcome;
        var kind = FleetKind.of(inProcesses, PortChoice.AUTO, images, isTraining);
        long errorLines;
        try (var logs =
                Logs.start(LogConfig.standard(folder.resolve("log"), "tankfleet", LogLevel.INFO))) {
            try (var fleet = kind.start(folder, logs)) {
                outcome = play(demo, fleet);
            }
            errorLines = logs.errors();
        }
        var failures = new ArrayList<>(outcome.failures());
        if (errorLines > outcome.figures().errorLines()) {
            failures.add("ERROR log lines while stopping");
        }
        leftovers.find(kind.ports()).forEach(left -> failures.add("left behind: " + left));
        return tell(outcome, failures, folder);
    }

    private static Outcome play(DemoPlan demo, Fleet fleet) throws InterruptedException {
        try {
            if (!fleet.awaitPlayable()) {
                throw new IllegalStateException(
                        "no game server became ready within " + Fleet.PLAYABLE_MAX);
            }
            return Demo.run(demo, fleet);
        } catch (RuntimeException e) {
            // Players whose fleet is being stopped are right to complain, but nobody asked them.
            throw fleet.isStopping() ? new OrderedStop.StopHasBegun(e) : e;
        }
    }

    private int tell(Outcome outcome, List<String> failures, Path folder) throws IOException {
        var out = spec.commandLine().getOut();
        out.println();
        out.print(Table.of(outcome));
        if (failures.isEmpty()) {
            out.println("all as promised");
            delete(folder);
        } else {
            failures.forEach(failure -> out.println("NOT as promised: " + failure));
            out.println("its files are in " + folder);
        }
        out.flush();
        return failures.isEmpty() ? 0 : 1;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
