package dev.tankfleet.e2e.drop;

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
import dev.tankfleet.gameserver.GameServer;
import dev.tankfleet.gameserver.GameServerConfig;
import dev.tankfleet.gameserver.GameServerPorts;
import dev.tankfleet.gameserver.host.HostConfig;
import dev.tankfleet.gameserver.lifecycle.LifecycleConfig;
import dev.tankfleet.gameserver.lifecycle.agones.AgonesSidecar;
import dev.tankfleet.gameserver.result.ResultConfig;
import dev.tankfleet.gameserver.seat.SeatConfig;
import dev.tankfleet.link.bus.BusServerLink;
import dev.tankfleet.matchmaker.allocation.agones.AgonesAllocator;

import io.micrometer.core.instrument.MeterRegistry;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The game servers of the region under an emulated Agones. Owned by the test's thread. */
final class Servers implements AutoCloseable {
    private static final Map<String, String> LABELS = Map.of("tankfleet.dev/region", "eu-central");
    private static final Duration ALLOCATION_DEADLINE = Duration.ofSeconds(10);
    private static final long MATCHES_MAX = 64;
    private static final long PLAYERS_MAX = 1_024;

    private final Backbone backbone;
    private final URI gateway;
    private final MeterRegistry meters;
    private final Emulator emulator = Emulator.start(EmulatorConfig.fast(Backbone.REGION));
    private final ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();
    private final AllocationClient allocations =
            AllocationClient.connect(
                    AllocationConfig.loopback(emulator.allocatorPort())
                            .withDeadline(ALLOCATION_DEADLINE),
                    callbacks);

    private Servers(Backbone backbone, URI gateway, MeterRegistry meters) {
        this.backbone = backbone;
        this.gateway = gateway;
        this.meters = meters;
    }

    static Servers start(Backbone backbone, URI gateway, MeterRegistry meters) {
        var servers = new Servers(backbone, gateway, meters);
        var template =
                ServerTemplate.withLabels(LABELS)
                        .withCounter("matches", 0, MATCHES_MAX)
                        .withCounter("players", 0, PLAYERS_MAX);
        servers.emulator.createFleet(FleetSpec.of("tanks", 1, template), servers::launch);
        return servers;
    }

    /** What the matchmaker allocates from. */
    AgonesAllocator allocator() {
        var cluster = new AgonesAllocator.Cluster(allocations, Allocation.ready("default", LABELS));
        return new AgonesAllocator(Map.of(Backbone.REGION, cluster));
    }

    @Override
    public void close() {
        allocations.close();
        emulator.close();
        callbacks.close();
    }

    private RunningGameServer launch(GameServerSpec spec) {
        var serverId = Backbone.REGION + "-" + spec.name();
        var config =
                new GameServerConfig(
                        serverId,
                        Backbone.REGION,
                        "Frankfurt",
                        "127.0.0.1",
                        gateway.toString(),
                        "dev",
                        null,
                        backbone.vault().secret(Vault.Key.REGION),
                        "tankfleet.dev/overflow",
                        new HostConfig(4, 1, Duration.ZERO),
                        SeatConfig.STANDARD,
                        LifecycleConfig.STANDARD,
                        ResultConfig.STANDARD);
        var bus = backbone.server(serverId);
        var link = BusServerLink.create(bus);
        var routes = backbone.routes();
        var sidecar =
                AgonesSidecar.connect(SdkConfig.onPort(spec.sidecarPort()), config.overflowLabel());
        var server =
                GameServer.start(
                        config, GameServerPorts.onSystemClocks(bus, link, routes, sidecar, meters));
        return () -> {
            server.close();
            link.close();
            bus.close();
            routes.close();
        };
    }
}
