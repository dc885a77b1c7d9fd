package dev.tankfleet.faults.leak;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.node.GameServerSpec;
import dev.tankfleet.agones.emulator.node.RunningGameServer;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.faults.road.Roads;
import dev.tankfleet.gameserver.GameServer;
import dev.tankfleet.gameserver.GameServerConfig;
import dev.tankfleet.gameserver.GameServerPorts;
import dev.tankfleet.gameserver.host.HostConfig;
import dev.tankfleet.gameserver.lifecycle.LifecycleConfig;
import dev.tankfleet.gameserver.lifecycle.agones.AgonesSidecar;
import dev.tankfleet.gameserver.result.ResultConfig;
import dev.tankfleet.gameserver.seat.SeatConfig;
import dev.tankfleet.link.bus.BusServerLink;
import dev.tankfleet.process.config.RotatingSecret;
import dev.tankfleet.route.RouteStore;
import dev.tankfleet.route.memory.MemoryRouteStore;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A region of real game servers under an emulated Agones, with the leases of the contract. Every
 * thread may ask it.
 */
final class Territory implements AutoCloseable {
    static final String REGION = "eu";

    /** The matchmaker that lives now. */
    static final String MATCHMAKER = "mm1";

    /** Whom the matchmaker does not know. */
    static final String STEWARD = "steward";

    static final Duration ALLOCATION_DEADLINE = Duration.ofMillis(400);

    static final Map<String, String> LABELS = Map.of("tankfleet.dev/region", REGION);
    private static final String FLEET = "tanks";
    private static final Duration DRAIN_MAX = Duration.ZERO;
    private static final RotatingSecret REGION_KEY =
            RotatingSecret.of("a key of the region, long enough");
    private static final int MATCHES_MAX = 2;
    private static final long PLAYERS_MAX = 32;

    final Emulator emulator = Emulator.start(EmulatorConfig.fast(REGION));

    final RouteStore routes = MemoryRouteStore.create();

    private final Roads roads;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();

    Territory(Roads roads, int servers) {
        this.roads = roads;
        var template =
                ServerTemplate.withLabels(LABELS)
                        .withCounter("matches", 0, MATCHES_MAX)
                        .withCounter("players", 0, PLAYERS_MAX);
        emulator.createFleet(FleetSpec.of(FLEET, servers, template), this::launch);
    }

    static String serverIdOf(String gameServer) {
        return REGION + "-" + gameServer;
    }

    /** A client of the allocator for one matchmaker. */
    AllocationClient allocations() {
        return AllocationClient.connect(
                AllocationConfig.loopback(emulator.allocatorPort())
                        .withDeadline(ALLOCATION_DEADLINE),
                callbacks);
    }

    static Allocation wanted() {
        return Allocation.ready("default", LABELS);
    }

    List<dev.tankfleet.agones.sdk.GameServer> servers() {
        return emulator.gameServers();
    }

    @Override
    public void close() {
        emulator.close();
        routes.close();
        callbacks.close();
    }

    private RunningGameServer launch(GameServerSpec spec) {
        var serverId = serverIdOf(spec.name());
        var config =
                new GameServerConfig(
                        serverId,
                        REGION,
                        "Frankfurt",
                        "127.0.0.1",
                        "ws://127.0.0.1:8080",
                        "dev",
                        null,
                        REGION_KEY,
                        "tankfleet.dev/overflow",
                        new HostConfig(MATCHES_MAX, 1, DRAIN_MAX),
                        SeatConfig.STANDARD,
                        LifecycleConfig.STANDARD,
                        ResultConfig.STANDARD);
        var bus = roads.server(serverId);
        var link = BusServerLink.create(bus);
        var sidecar =
                AgonesSidecar.connect(SdkConfig.onPort(spec.sidecarPort()), config.overflowLabel());
        var server =
                GameServer.start(
                        config, GameServerPorts.onSystemClocks(bus, link, routes, sidecar, meters));
        return () -> {
            server.close();
            link.close();
            bus.close();
        };
    }
}
