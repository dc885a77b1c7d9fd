package dev.tankfleet.agones.emulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.Map;

/** The extension as its users have it: one cluster for all tests here, and one for each. */
final class AgonesExtensionIT {
    @RegisterExtension static final AgonesExtension SHARED = new AgonesExtension();

    private static int created;

    @RegisterExtension final AgonesExtension own = new AgonesExtension(EmulatorConfig.fast("own"));

    @RepeatedTest(2)
    void sharesOneAndHasAFreshOne() {
        var template = ServerTemplate.withLabels(Map.of());
        SHARED.emulator().createGameServer("d" + created, template);
        created++;

        assertThat(SHARED.emulator().gameServers()).hasSize(created);
        assertThat(own.emulator().gameServers()).isEmpty();
        own.emulator().createGameServer("d0", template);
    }

    @Test
    void saysThatNoneRunsOutsideOfATest() {
        assertThatThrownBy(() -> new AgonesExtension().emulator())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("within a test");
    }
}
