package dev.tankfleet.agones.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.emulator.fleet.Fleet;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.fleet.GameServerSpec;
import dev.tankfleet.agones.emulator.fleet.Node;
import dev.tankfleet.agones.emulator.fleet.NodeConfig;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.emulator.sidecar.SidecarSockets;
import dev.tankfleet.agones.sdk.GameServer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

final class FleetTest {
    private static final ServerTemplate TEMPLATE = ServerTemplate.withLabels(Map.of("build", "7"));

    private final VirtualCluster agones = new VirtualCluster();
    private final List<GameServerSpec> launched = new ArrayList<>();
    private final List<String> stopped = new ArrayList<>();
    private final Node node =
            new Node(
                    agones.loop,
                    agones.cluster,
                    agones.sidecars,
                    new PortsWithoutSockets(),
                    Runnable::run,
                    new NodeConfig(
                            "127.0.0.1",
                            9_357,
                            100,
                            7_000,
                            7_009,
                            Duration.ofSeconds(30),
                            Duration.ofMillis(25)));

    FleetTest() {
        agones.cluster.listen(node);
    }

    @Test
    void launchesEachServerWithItsOwnPortsAndFleetLabels() {
        start(FleetSpec.of("tanks", 3, TEMPLATE));

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
        assertThat(states()).containsOnly(GameServer.State.SCHEDULED).hasSize(3);
    }

    @Test
    void replacesAServerThatShutsDownAndGivesItsPortsAway() {
        start(FleetSpec.of("tanks", 2, TEMPLATE));
        allReady();
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
        start(FleetSpec.of("tanks", 1, TEMPLATE));
        allReady();

        agones.advanceMs(30_000);

        assertThat(stopped).isNotEmpty().first().isEqualTo(launched.getFirst().name());
        assertThat(agones.cluster.all()).hasSize(1);
    }

    @Test
    void removesReadyServersWhenItIsScaledDownAndNeverAllocatedOnes() {
        var fleet = start(FleetSpec.of("tanks", 3, TEMPLATE));
        allReady();
        agones.allocate("intent");
        agones.advanceMs(500);

        fleet.scale(0);
        agones.advanceMs(1_000);

        assertThat(states()).containsExactly(GameServer.State.ALLOCATED);
        assertThat(stopped).hasSize(2);
    }

    @Test
    void deletesAllocatedServersTooWhenItEnds() {
        var fleet = start(FleetSpec.of("tanks", 2, TEMPLATE));
        allReady();
        agones.allocate("intent");
        agones.advanceMs(500);

        fleet.end();
        agones.advanceMs(1_000);

        assertThat(agones.cluster.all()).isEmpty();
        assertThat(stopped).hasSize(2);
    }

    @Test
    void keepsTheBufferFreeBeyondTheAllocated() {
        start(new FleetSpec("tanks", 0, TEMPLATE, new FleetSpec.Buffer(2, 2, 4)));
        agones.advanceMs(2_000);
        assertThat(agones.cluster.all()).hasSize(2);
        for (int i = 0; i < 3; i++) {
            allReady();
            agones.allocate("intent-" + i);
            agones.advanceMs(3_000);
        }

        assertThat(agones.cluster.all()).hasSize(4);
        assertThat(states()).filteredOn(GameServer.State.ALLOCATED::equals).hasSize(3);
    }

    @Test
    void holdsAServerThatDidNotStartInErrorBeforeItTriesAgain() {
        var fleet =
                new Fleet(
                        agones.loop,
                        agones.cluster,
                        node,
                        FleetSpec.of("tanks", 1, TEMPLATE),
                        spec -> {
                            launched.add(spec);
                            throw new IOException("no such map (a mistake made on purpose)");
                        },
                        new Fleet.FleetTimes(
                                Duration.ofMillis(25),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(2)),
                        new Random(1));
        fleet.start();

        agones.advanceMs(25);
        assertThat(states()).containsExactly(GameServer.State.ERROR);
        agones.advanceMs(20_000);
        assertThat(launched).hasSize(1);
        agones.advanceMs(11_000);

        assertThat(launched).hasSize(2);
    }

    @Test
    void refusesImpossibleNumbers() {
        assertThatThrownBy(() -> FleetSpec.of("tanks", -1, TEMPLATE))
                .hasMessageContaining("replicas: -1");
        assertThatThrownBy(() -> new FleetSpec.Buffer(3, 2, 4))
                .hasMessageContaining("buffer.replicasMin: 2");
        assertThatThrownBy(() -> ServerTemplate.withLabels(Map.of("no spaces", "")))
                .hasMessageContaining("labels: no spaces");
    }

    private Fleet start(FleetSpec spec) {
        var fleet =
                new Fleet(
                        agones.loop,
                        agones.cluster,
                        node,
                        spec,
                        server -> {
                            launched.add(server);
                            return () -> stopped.add(server.name());
                        },
                        new Fleet.FleetTimes(
                                Duration.ofMillis(25),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(2)),
                        new Random(1));
        fleet.start();
        agones.advanceMs(100);
        return fleet;
    }

    private void allReady() {
        for (StoredServer server : agones.cluster.all()) {
            if (server.state() == GameServer.State.SCHEDULED) {
                agones.sidecars.find(server.name()).orElseThrow().ready();
            }
        }
        agones.advanceMs(600);
    }

    private List<GameServer.State> states() {
        return agones.cluster.all().stream().map(StoredServer::state).toList();
    }

    /** Gives the wanted port and listens nowhere. */
    private static final class PortsWithoutSockets implements SidecarSockets {
        @Override
        public int open(Sidecar sidecar, int port) {
            return port;
        }

        @Override
        public void close(String gameServer) {}
    }
}
