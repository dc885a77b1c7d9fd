package dev.tankfleet.faults.leak;

import dev.tankfleet.faults.road.MemoryRoads;

import org.junit.jupiter.api.Test;

/**
 * However allocations end, half a minute after the last one nothing is lost: no server is Allocated
 * without an owner, no intent is without its server, and each placement's match runs where it says.
 * What goes wrong is drawn from a fixed seed; the matchmaker's power is cut every ten seconds.
 */
final class PowerCutIT {
    /** Allocations that Agones must have stored; more in the long run. */
    private static final int ALLOCATIONS = Integer.getInteger("tankfleet.leak.allocations", 500);

    @Test
    void losesNoServerToAMatchmakerWhosePowerIsCut() throws Exception {
        try (var roads = new MemoryRoads(Territory.REGION);
                var ordeal =
                        new Ordeal(
                                roads,
                                (territory, database, passports) ->
                                        new CutMatchmakers(
                                                roads, territory, database, passports))) {
            ordeal.endure(ALLOCATIONS);
        }
    }
}
