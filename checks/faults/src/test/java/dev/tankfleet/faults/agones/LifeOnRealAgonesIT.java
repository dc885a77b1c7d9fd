package dev.tankfleet.faults.agones;

import dev.tankfleet.agones.conformance.cluster.AgonesChoice;
import dev.tankfleet.agones.conformance.junit.NeedsAgones;
import dev.tankfleet.agones.conformance.subject.kubernetes.RealAgones;
import dev.tankfleet.faults.road.NatsRoads;
import dev.tankfleet.faults.road.Roads;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import java.nio.file.Path;

/**
 * On the real one, whose programs {@code AGONES_BIN} names, with real nats-servers: {@code ./mvnw
 * verify -Pcluster -pl checks/faults -am}.
 */
@Tag("cluster")
@NeedsAgones(asProcesses = true)
@NeedsProgram(Program.NATS)
final class LifeOnRealAgonesIT extends LifeContractTest {
    private static RealAgones real;

    @BeforeAll
    static void startsTheRealOne() {
        real = RealAgones.start(AgonesChoice.of(System.getenv()), EmulatedGround.BATCH_WAIT);
    }

    @AfterAll
    static void endsTheRealOne() {
        if (real != null) {
            real.close();
        }
    }

    @Override
    Ground ground(Path folder) {
        return new RealGround(real);
    }

    @Override
    Roads roads(Path folder) {
        return new NatsRoads(
                folder,
                AgonesRegion.NAME,
                AgonesRegion.MATCHMAKER,
                AgonesRegion.OPERATOR,
                AgonesRegion.OBSERVER);
    }
}
