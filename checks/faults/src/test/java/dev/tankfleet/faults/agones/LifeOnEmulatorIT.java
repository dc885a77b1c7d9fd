package dev.tankfleet.faults.agones;

import dev.tankfleet.faults.road.MemoryRoads;
import dev.tankfleet.faults.road.Roads;

import java.nio.file.Path;

/** On the emulator, with the {@link Kubelet} that runs the servers beside a real Agones, too. */
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
