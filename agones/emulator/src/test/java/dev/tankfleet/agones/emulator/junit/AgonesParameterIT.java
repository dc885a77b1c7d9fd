package dev.tankfleet.agones.emulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Map;

/** The cluster as a parameter of a test. */
@ExtendWith(AgonesExtension.class)
final class AgonesParameterIT {
    @Test
    void givesTheClusterToATestThatAsks(Emulator agones) {
        agones.createGameServer("d1", ServerTemplate.withLabels(Map.of()));

        assertThat(agones.gameServers()).hasSize(1);
    }
}
