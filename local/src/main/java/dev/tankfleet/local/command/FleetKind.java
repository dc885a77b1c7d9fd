package dev.tankfleet.local.command;

import dev.tankfleet.local.fleet.Fleet;
import dev.tankfleet.local.fleet.FleetPlan;
import dev.tankfleet.local.jvm.JvmFleet;
import dev.tankfleet.local.port.PortPlan;
import dev.tankfleet.local.process.ProcessFleet;
import dev.tankfleet.local.process.ProcessPlan;
import dev.tankfleet.local.process.ProcessPorts;
import dev.tankfleet.local.process.child.ServiceImages;
import dev.tankfleet.local.process.child.ServiceJars;
import dev.tankfleet.local.process.child.ServicePrograms;
import dev.tankfleet.process.log.Logs;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/** In how many processes a fleet runs, and on which ports. Used by the main thread. */
sealed interface FleetKind {
    /** Every port that it will use. */
    List<Integer> ports();

    /** Starts it; signals stop it from the first moment on. */
    Fleet start(Path folder, Logs logs);

    /**
     * What a person asked for.
     *
     * @param images unpacked, if the processes are to run in them
     * @param isTraining each service notes what its next start will need
     */
    static FleetKind of(
            boolean inProcesses, PortChoice ports, @Nullable Path images, boolean isTraining) {
        int regions = FleetPlan.REGIONS.size();
        if (!inProcesses) {
            return new InOneJvm(
                    ports == PortChoice.AUTO ? FleetPlan.freePorts() : FleetPlan.standardPorts());
        }
        return new InProcesses(
                ports == PortChoice.AUTO
                        ? ProcessPorts.auto(regions, FleetPlan.SERVERS_PER_REGION)
                        : ProcessPorts.standard(regions, FleetPlan.SERVERS_PER_REGION),
                programs(images, isTraining));
    }

    private static ServicePrograms programs(@Nullable Path images, boolean isTraining) {
        var home = Path.of(System.getProperty(ServiceJars.HOME_PROPERTY, "."));
        return images == null
                ? ServiceJars.under(home, isTraining)
                : ServiceImages.under(home, images, isTraining);
    }

    /** All in this JVM, on the bus and the routes in memory. */
    record InOneJvm(PortPlan plan) implements FleetKind {
        @Override
        public List<Integer> ports() {
            return plan.all();
        }

        @Override
        public Fleet start(Path folder, Logs logs) {
            return JvmFleet.startUntilSignal(new FleetPlan(folder, plan, logs));
        }
    }

    /** Each service a process of its own, on real servers. */
    record InProcesses(ProcessPorts plan, ServicePrograms programs) implements FleetKind {
        @Override
        public List<Integer> ports() {
            return plan.all();
        }

        @Override
        public Fleet start(Path folder, Logs logs) {
            return ProcessFleet.startUntilSignal(new ProcessPlan(folder, plan, programs, logs));
        }
    }
}
