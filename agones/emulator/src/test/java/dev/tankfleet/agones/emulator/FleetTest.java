package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.node.GameServerSpec;
import dev.tankfleet.agones.sdk.GameServer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;

final class FleetTest {
    private static final ServerTemplate TEMPLATE = VirtualFleets.TEMPLATE;

    private final VirtualFleets fleets = new VirtualFleets();
    private final VirtualCluster agones = fleets.agones;
    private final List<GameServerSpec> launched = fleets.launched;
    private final List<String> stopped = fleets.stopped;

    @Test
    void launchesEachServerWithItsOwnPortsAndFleetLabels() {
        fleets.start(FleetSpec.of("tanks", 3, TEMPLATE));

        assertThat(launched).hasSize(3);
        assertThat(launched)
                .extracting(GameServerSpec::sidecarPort)
                .containsExactly(9_357, 9_457, 9_557);
        assertThat(launched)
                .extracting(spec -> spec.ports().getFirst().port())
                .containsExactly(7_000, 7_001, 7_002);
        assertThat(launched)
                .allSatisfy(
                        spec ->
                                assertThat(spec.labels())
                                        .containsEntry("agones.dev/fleet", "tanks")
                                        .containsEntry("build", "7"));
        assertThat(fleets.states()).containsOnly(GameServer.State.SCHEDULED).hasSize(3);
    }

    @Test
    void replacesAServerThatShutsDownAndGivesItsPortsAway() {
        fleets.start(FleetSpec.of("tanks", 2, TEMPLATE));
        fleets.allReady();
        String first = launched.getFirst().name();

        agones.sidecars.find(first).orElseThrow().shutdown();
        agones.advanceMs(1_000);

        assertThat(stopped).containsExactly(first);
        assertThat(agones.cluster.find(first)).isEmpty();
        assertThat(launched).hasSize(3);
        assertThat(agones.cluster.all()).hasSize(2);
        agones.sidecars.find(launched.get(1).name()).orElseThrow().shutdown();
        agones.advanceMs(1_000);
        assertThat(launched.getLast().sidecarPort()).isEqualTo(9_357);
    }

    @Test
    void replacesAnUnhealthyServer() {
        fleets.start(FleetSpec.of("tanks", 1, TEMPLATE));
        fleets.allReady();

        agones.advanceMs(30_000);

        assertThat(stopped).isNotEmpty().first().isEqualTo(launched.getFirst().name());
        assertThat(agones.cluster.all()).hasSize(1);
    }

    @Test
    void removesReadyServersWhenItIsScaledDownAndNeverAllocatedOnes() {
        var fleet = fleets.start(FleetSpec.of("tanks", 3, TEMPLATE));
        fleets.allReady();
        agones.allocate("intent");
        agones.advanceMs(500);

        fleet.change(fleet.spec().withReplicas(0));
        agones.advanceMs(1_000);

        assertThat(fleets.states()).containsExactly(GameServer.State.ALLOCATED);
        assertThat(stopped).hasSize(2);
    }

    @Test
    void deletesAllocatedServersTooWhenItEnds() {
        var fleet = fleets.start(FleetSpec.of("tanks", 2, TEMPLATE));
        fleets.allReady();
        agones.allocate("intent");
        agones.advanceMs(500);

        fleet.end();
        agones.advanceMs(1_000);

        assertThat(agones.cluster.all()).isEmpty();
        assertThat(stopped).hasSize(2);
    }

    @Test
    void holdsAServerThatDidNotStartInErrorBeforeItTriesAgain() {
        fleets.start(
                FleetSpec.of("tanks", 1, TEMPLATE),
                spec -> {
                    launched.add(spec);
                    throw new IOException("no such map (a mistake made on purpose)");
                });

        assertThat(fleets.states()).containsExactly(GameServer.State.ERROR);
        agones.advanceMs(20_000);
        assertThat(launched).hasSize(1);
        agones.advanceMs(11_000);

        assertThat(launched).hasSize(2);
    }

    @Test
    void refusesImpossibleNumbers() {
        assertThatThrownBy(() -> FleetSpec.of("tanks", -1, TEMPLATE))
                .hasMessageContaining("replicas: -1");
        assertThatThrownBy(() -> FleetSpec.of("tanks", 10_001, TEMPLATE))
                .hasMessageContaining("replicas: 10001");
        assertThatThrownBy(() -> ServerTemplate.withLabels(Map.of("no spaces", "")))
                .hasMessageContaining("labels: no spaces");
    }
}
