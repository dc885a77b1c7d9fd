package dev.tankfleet.e2e;

import dev.tankfleet.local.fleet.Fleet;
import dev.tankfleet.local.fleet.FleetPlan;
import dev.tankfleet.local.jvm.JvmFleet;
import dev.tankfleet.local.process.ProcessFleet;
import dev.tankfleet.local.process.ProcessPlan;
import dev.tankfleet.local.process.ProcessPorts;
import dev.tankfleet.local.process.child.ServiceJars;
import dev.tankfleet.process.log.LogConfig;
import dev.tankfleet.process.log.LogLevel;
import dev.tankfleet.process.log.Logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A playable fleet on free ports for one test class, with its log. Owned by the test's thread. */
final class RunningFleet implements AutoCloseable {
    private static final Path HOME = Path.of("..", "..");

    private final Logs logs;
    private final Fleet fleet;
    private final List<Integer> gatewayPorts;

    private RunningFleet(Logs logs, Fleet fleet, List<Integer> gatewayPorts) {
        this.logs = logs;
        this.fleet = fleet;
        this.gatewayPorts = List.copyOf(gatewayPorts);
    }

    static RunningFleet inOneJvm(Path folder) {
        var logs = log(folder);
        var ports = FleetPlan.freePorts();
        var fleet = JvmFleet.start(new FleetPlan(folder, ports, logs));
        return playable(new RunningFleet(logs, fleet, ports.gateways()));
    }

    static RunningFleet inProcesses(Path folder) {
        var logs = log(folder);
        var ports = ProcessPorts.auto(FleetPlan.REGIONS.size(), FleetPlan.SERVERS_PER_REGION);
        // A fleet that lives for minutes is better off with code that is compiled quickly.
        var jars = ServiceJars.under(HOME, false).with("-XX:TieredStopAtLevel=1");
        var fleet = ProcessFleet.start(new ProcessPlan(folder, ports, jars, logs));
        var gateways = ports.regions().stream().flatMap(region -> region.gateways().stream());
        return playable(new RunningFleet(logs, fleet, gateways.toList()));
    }

    Fleet fleet() {
        return fleet;
    }

    /** Each process by its name; none in one JVM. */
    Map<String, ProcessHandle> processes() {
        return fleet instanceof ProcessFleet processes ? processes.processes() : Map.of();
    }

    /** Where the regions' gateways listen, region by region. */
    List<Integer> gatewayPorts() {
        return gatewayPorts;
    }

    /** All that was logged so far, by whatever process. */
    String logs() throws IOException {
        var text = new StringBuilder();
        try (var files = Files.newDirectoryStream(logs.file().getParent(), "*.jsonl")) {
            for (var file : files) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        fleet.close();
        logs.close();
    }

    private static RunningFleet playable(RunningFleet running) {
        if (!running.fleet.awaitPlayable()) {
            running.close();
            throw new AssertionError("not playable within " + Fleet.PLAYABLE_MAX);
        }
        return running;
    }

    private static Logs log(Path folder) {
        return Logs.start(LogConfig.standard(folder.resolve("log"), "tankfleet", LogLevel.INFO));
    }
}
