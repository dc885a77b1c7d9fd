package dev.tankfleet.e2e.leak;

import dev.tankfleet.e2e.road.MemoryRoads;
import dev.tankfleet.e2e.road.NatsRoads;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/**
 * However allocations end, half a minute after the last one nothing is lost: no server is Allocated
 * without an owner, no intent is without its server, and each placement's match runs where it says.
 * What goes wrong is drawn from a fixed seed; the matchmaker dies every ten seconds.
 */
final class LeakIT {
    /** Allocations that Agones must have stored; more in the long run. */
    private static final int ALLOCATIONS = Integer.getInteger("tankfleet.leak.allocations", 500);

    /** The same for matchmakers that take seconds to come back. */
    private static final int KILLED_ALLOCATIONS =
            Integer.getInteger("tankfleet.leak.killed-allocations", 100);

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

    @Test
    @NeedsProgram(Program.NATS)
    void losesNoServerToAMatchmakerThatIsKilled(@TempDir Path folder) throws Exception {
        try (var roads =
                        new NatsRoads(
                                folder, Territory.REGION, Territory.MATCHMAKER, Territory.STEWARD);
                var ordeal =
                        new Ordeal(
                                roads,
                                (territory, database, passports) ->
                                        new KilledMatchmakers(
                                                folder, roads, territory, database, passports))) {
            ordeal.endure(KILLED_ALLOCATIONS);
        }
    }
}
