package dev.tankfleet.e2e.agones;

import dev.tankfleet.e2e.road.MemoryRoads;
import dev.tankfleet.e2e.road.Roads;

import org.junit.jupiter.api.Tag;

import java.nio.file.Path;

/** On the emulator, with the {@link Kubelet} that runs the servers beside a real Agones, too. */
@Tag("patient")
final class LifeOnEmulatorIT extends LifeContractTest {
    @Override
    Ground ground(Path folder) {
        return EmulatedGround.withoutNode(folder);
    }

    @Override
    Roads roads(Path folder) {
        return new MemoryRoads(AgonesRegion.NAME);
    }
}
