package dev.tankfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.local.fleet.Fleet;
import dev.tankfleet.local.fleet.FleetPlan;
import dev.tankfleet.local.fleet.JvmFleet;
import dev.tankfleet.process.log.LogConfig;
import dev.tankfleet.process.log.LogLevel;
import dev.tankfleet.process.log.Logs;

import java.nio.file.Path;
import java.util.List;

/** A playable fleet on free ports for one test class, with its log. Owned by the test's thread. */
final class RunningFleet implements AutoCloseable {
    private final Logs logs;
    private final Fleet fleet;
    private final List<Integer> gatewayPorts;

    private RunningFleet(Logs logs, Fleet fleet, List<Integer> gatewayPorts) {
        this.logs = logs;
        this.fleet = fleet;
        this.gatewayPorts = List.copyOf(gatewayPorts);
    }

    static RunningFleet start(Path folder) {
        var logs =
                Logs.start(LogConfig.standard(folder.resolve("log"), "tankfleet", LogLevel.INFO));
        var ports = FleetPlan.freePorts();
        var fleet = JvmFleet.start(new FleetPlan(folder, ports, logs));
        assertThat(fleet.awaitPlayable()).as("playable").isTrue();
        return new RunningFleet(logs, fleet, ports.gateways());
    }

    Fleet fleet() {
        return fleet;
    }

    /** Where the regions' gateways listen. */
    List<Integer> gatewayPorts() {
        return gatewayPorts;
    }

    Path logFile() {
        return logs.file();
    }

    @Override
    public void close() {
        fleet.close();
        logs.close();
    }
}
