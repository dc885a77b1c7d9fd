package dev.tankfleet.faults.leak;

import dev.tankfleet.faults.road.NatsRoads;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** As {@link PowerCutIT}, but the matchmaker is a process of its own that is killed as by -9. */
final class KilledIT {
    /** Fewer, since this matchmaker takes seconds to come back; more in the long run. */
    private static final int ALLOCATIONS =
            Integer.getInteger("tankfleet.leak.killed-allocations", 100);

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
            ordeal.endure(ALLOCATIONS);
        }
    }
}
