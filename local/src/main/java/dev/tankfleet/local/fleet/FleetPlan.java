package dev.tankfleet.local.fleet;

import dev.tankfleet.local.port.PortPlan;
import dev.tankfleet.local.region.RegionPlan;
import dev.tankfleet.matchmaker.locate.Position;
import dev.tankfleet.process.log.Logs;

import java.nio.file.Path;
import java.util.List;

/**
 * What a fleet on this machine is made of.
 *
 * @param folder where it keeps its files
 * @param ports where it listens
 * @param logs log of this JVM; stays the caller's
 */
public record FleetPlan(Path folder, PortPlan ports, Logs logs) {
    /** Two cities that are far from each other. */
    public static final List<RegionPlan> REGIONS =
            List.of(
                    new RegionPlan("eu-central", "Frankfurt", new Position(50.11, 8.68)),
                    new RegionPlan("us-east", "Ashburn", new Position(39.04, -77.49)));

    /** Game servers in each region. */
    public static final int SERVERS_PER_REGION = 2;

    /** Free match slots that are kept allocated in each region. */
    public static final int WARM_SLOTS = 1;

    /** The default ports. */
    public static PortPlan standardPorts() {
        return PortPlan.standard(REGIONS.size(), REGIONS.size() * SERVERS_PER_REGION);
    }

    /** Free ports. */
    public static PortPlan freePorts() {
        return PortPlan.auto(REGIONS.size(), REGIONS.size() * SERVERS_PER_REGION);
    }
}
