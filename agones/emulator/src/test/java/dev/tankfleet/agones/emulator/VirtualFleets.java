package dev.tankfleet.agones.emulator;

import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.emulator.fleet.Fleet;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.node.GameServerLauncher;
import dev.tankfleet.agones.emulator.node.GameServerSpec;
import dev.tankfleet.agones.emulator.node.Node;
import dev.tankfleet.agones.emulator.node.NodeConfig;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.emulator.sidecar.SidecarSockets;
import dev.tankfleet.agones.sdk.GameServer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Fleets on a node without sockets, on a time that the test moves. */
final class VirtualFleets {
    static final ServerTemplate TEMPLATE = ServerTemplate.withLabels(Map.of("build", "7"));

    /** Nobody sends a sign of life here. */
    static final ServerTemplate QUIET =
            TEMPLATE.withHealth(
                    new GameServer.Health(true, Duration.ofSeconds(5), 3, Duration.ofSeconds(5)));

    private static final Fleet.FleetTimes TIMES =
            new Fleet.FleetTimes(Duration.ofMillis(10), Duration.ofSeconds(30));

    final VirtualCluster agones = new VirtualCluster();
    final List<GameServerSpec> launched = new ArrayList<>();
    final List<String> stopped = new ArrayList<>();
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
                            7_099,
                            Duration.ofSeconds(30),
                            Duration.ofMillis(25)));

    VirtualFleets() {
        agones.cluster.listen(node);
    }

    /** A Fleet whose servers are launched, and Scheduled. */
    Fleet start(FleetSpec spec) {
        return start(
                spec,
                server -> {
                    launched.add(server);
                    return () -> stopped.add(server.name());
                });
    }

    Fleet start(FleetSpec spec, GameServerLauncher launcher) {
        var fleet =
                new Fleet(
                        agones.loop,
                        agones.cluster,
                        spec,
                        server -> node.start(server, launcher),
                        TIMES,
                        new Random(1));
        fleet.start();
        agones.advanceMs(100);
        return fleet;
    }

    /** A Fleet whose servers are all Ready. */
    Fleet startReady(FleetSpec spec) {
        var fleet = start(spec);
        allReady();
        return fleet;
    }

    /** All that are Scheduled say Ready, and are. */
    void allReady() {
        for (StoredServer server : agones.cluster.all()) {
            if (server.state() == GameServer.State.SCHEDULED) {
                agones.sidecars.find(server.name()).orElseThrow().ready();
            }
        }
        agones.advanceMs(600);
    }

    /** That many are allocated. */
    void allocate(int count) {
        for (int i = 0; i < count; i++) {
            agones.allocate("intent-" + i);
        }
        agones.advanceMs(600);
    }

    List<GameServer.State> states() {
        return agones.cluster.all().stream().map(StoredServer::state).toList();
    }

    List<StoredServer> in(GameServer.State state) {
        return agones.cluster.all().stream().filter(server -> server.state() == state).toList();
    }

    void set(StoredServer server, GameServer.State state) {
        agones.cluster.update(server.name(), stored -> stored.withState(state));
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
