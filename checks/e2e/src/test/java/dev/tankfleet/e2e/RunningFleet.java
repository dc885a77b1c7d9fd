package dev.tankfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.local.fleet.Fleet;
import dev.tankfleet.local.fleet.FleetPlan;
import dev.tankfleet.local.fleet.JvmFleet;
import dev.tankfleet.process.log.LogConfig;
import dev.tankfleet.process.log.LogLevel;
import dev.tankfleet.process.log.Logs;

import java.nio.file.Path;

/** A playable fleet on free ports for one test class, with its log. Owned by the test's thread. */
final class RunningFleet implements AutoCloseable {
    private final Logs logs;
    private final Fleet fleet;

    private RunningFleet(Logs logs, Fleet fleet) {
        this.logs = logs;
        this.fleet = fleet;
    }

    static RunningFleet start(Path folder) {
        var logs =
                Logs.start(LogConfig.standard(folder.resolve("log"), "tankfleet", LogLevel.INFO));
        var fleet = JvmFleet.start(new FleetPlan(folder, FleetPlan.freePorts(), logs));
        assertThat(fleet.awaitPlayable()).as("playable").isTrue();
        return new RunningFleet(logs, fleet);
    }

    Fleet fleet() {
        return fleet;
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
