package dev.tankfleet.agones.emulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.Map;

/** One cluster for a class and the classes in it. */
final class AgonesNestedIT {
    @RegisterExtension static final AgonesExtension AGONES = new AgonesExtension();

    private static Emulator first;

    @BeforeAll
    static void makesAServer() {
        first = AGONES.emulator();
        first.createGameServer("d1", ServerTemplate.withLabels(Map.of()));
    }

    @Test
    void hasTheServerOfTheClass() {
        assertThat(AGONES.emulator().gameServers()).hasSize(1);
    }

    @Nested
    final class Inner {
        @Test
        void hasTheSameCluster() {
            assertThat(AGONES.emulator()).isSameAs(first);
            assertThat(AGONES.emulator().gameServers()).hasSize(1);
        }
    }

    @Nested
    final class Other {
        @Test
        void hasItStillAfterTheInnerOne() {
            assertThat(AGONES.emulator().gameServers()).hasSize(1);
        }
    }
}
