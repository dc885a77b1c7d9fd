package dev.tankfleet.local.fleet;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.Fault;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.fleet.GameServerSpec;
import dev.tankfleet.agones.emulator.fleet.RunningGameServer;
import dev.tankfleet.agones.sdk.GameServerState;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.memory.MemoryHub;
import dev.tankfleet.gameserver.GameServerConfig;
import dev.tankfleet.gateway.Gateway;
import dev.tankfleet.gateway.GatewayConfig;
import dev.tankfleet.link.bus.BusGatewayLink;
import dev.tankfleet.matchmaker.allocation.agones.AgonesAllocator;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.process.log.Logs;
import dev.tankfleet.route.Route;
import dev.tankfleet.route.memory.MemoryRouteStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One region: gateway, game servers, routes and an emulated Agones. Started and closed by the
 * fleet's thread.
 */
final class RegionFleet implements AutoCloseable {
    private static final String FLEET = "tanks";
    private static final String REGION_LABEL = "tankfleet.dev/region";

    /** Our charts set the same; by itself Agones answers one call at a time in half a second. */
    private static final Duration ALLOCATION_BATCH_WAIT = Duration.ofMillis(20);

    /**
     * The first call of a JVM loads what gRPC is made of, and a starting fleet leaves it little to
     * run on.
     */
    private static final Duration ALLOCATION_DEADLINE = Duration.ofSeconds(10);

    /** Plenty for this game; Agones wants a number. */
    private static final long PLAYERS_MAX = 1_024;

    private static final long MATCHES_MAX = 64;

    /** For a server that starts while the one it replaces still stops. */
    private static final int ANY_PORT = 0;

    private static final Duration SERVER_STOP_MAX = Duration.ofSeconds(3);

    private final RegionPlan plan;
    private final Logs logs;
    private final MemoryHub.Leaf leaf;
    private final Secret regionKey = Secret.of(UUID.randomUUID().toString());
    private final MemoryRouteStore routes = MemoryRouteStore.create();
    private final Set<Bus> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong droppedByStopped = new AtomicLong();
    private final Queue<Integer> serverOpsPorts;
    private final OpsPort gatewayOps;
    private final Gateway gateway;
    private final Emulator emulator;
    private final ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();
    private final AllocationClient allocations;

    private RegionFleet(
            RegionPlan plan,
            Logs logs,
            MemoryHub.Leaf leaf,
            RegionPorts ports,
            List<String> origins) {
        this.plan = plan;
        this.logs = logs;
        this.leaf = leaf;
        this.serverOpsPorts =
                new ArrayBlockingQueue<>(ports.serverOps().size(), false, ports.serverOps());
        this.gatewayOps = OpsPort.open(ports.gatewayOps(), logs);
        this.gateway = startGateway(ports.gateway(), origins);
        var usual = EmulatorConfig.asInAgones(plan.name()).withStopGrace(SERVER_STOP_MAX);
        this.emulator =
                Emulator.start(
                        usual.withTimes(
                                usual.times().withAllocationBatchWait(ALLOCATION_BATCH_WAIT)));
        this.allocations =
                AllocationClient.connect(
                        AllocationConfig.loopback(emulator.allocatorPort())
                                .withDeadline(ALLOCATION_DEADLINE),
                        callbacks);
    }

    /** Starts a region; its servers come up in the background. */
    static RegionFleet start(
            RegionPlan plan,
            Logs logs,
            MemoryHub.Leaf leaf,
            RegionPorts ports,
            List<String> origins) {
        var region = new RegionFleet(plan, logs, leaf, ports, origins);
        region.gatewayOps.toReady();
        var template =
                ServerTemplate.withLabels(Map.of(REGION_LABEL, plan.name()))
                        .withCounter("matches", 0, MATCHES_MAX)
                        .withCounter("players", 0, PLAYERS_MAX);
        region.emulator.createFleet(
                FleetSpec.of(FLEET, ports.serverOps().size(), template), region::launch);
        return region;
    }

    /** What the matchmaker allocates from. */
    AgonesAllocator.Cluster cluster() {
        return new AgonesAllocator.Cluster(
                allocations, Allocation.ready("default", Map.of(REGION_LABEL, plan.name())));
    }

    RegionPlan plan() {
        return plan;
    }

    /** Where a client measures its round trip. */
    URI pingUrl() {
        return URI.create(gateway.url().replaceFirst("^ws", "http") + "/ping");
    }

    URI gatewayMetrics() {
        return gatewayOps.url();
    }

    Optional<String> serverOf(String matchId) {
        return routes.find(matchId).map(Route::serverId);
    }

    long allocations() {
        return emulator.allocations().total();
    }

    /** Deletes a server's GameServer, as an operator would; the fleet starts another one. */
    void deleteServer(String serverId) {
        emulator.order(new Fault.ServerDeleted(serverId.substring(plan.name().length() + 1)));
    }

    int servers(GameServerState state) {
        return emulator.counts().getOrDefault(state, 0);
    }

    long droppedMessages() {
        return droppedByStopped.get() + connections.stream().mapToLong(Bus::droppedMessages).sum();
    }

    /** Servers first, so that their players hear why; then the gateway. */
    @Override
    public void close() {
        allocations.close();
        emulator.close();
        gateway.close();
        gatewayOps.close();
        routes.close();
        callbacks.close();
    }

    private Gateway startGateway(int port, List<String> origins) {
        var id = plan.name() + "-gw-" + Long.toHexString(System.nanoTime());
        var bus = remember(leaf.connect(Role.GATEWAY, id));
        try {
            return Gateway.start(
                    GatewayConfig.of(id, plan.name(), "127.0.0.1", port, origins),
                    handler -> BusGatewayLink.create(bus, id, handler),
                    routes,
                    gatewayOps.meters());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunningGameServer launch(GameServerSpec spec) {
        int opsPort = Objects.requireNonNullElse(serverOpsPorts.poll(), ANY_PORT);
        var serverId = plan.name() + "-" + spec.name();
        var config =
                GameServerConfig.standard(
                        serverId, plan.name(), plan.city(), "127.0.0.1", gateway.url(), regionKey);
        var bus = remember(leaf.connect(Role.GAME_SERVER, serverId));
        return LocalGameServer.launch(
                config,
                SdkConfig.fromEnvironment(
                        Map.of(SdkConfig.PORT_VARIABLE, Integer.toString(spec.sidecarPort()))),
                bus,
                routes,
                OpsPort.open(opsPort, logs),
                () -> {
                    forget(bus);
                    if (opsPort != ANY_PORT) {
                        serverOpsPorts.add(opsPort);
                    }
                });
    }

    private Bus remember(Bus bus) {
        connections.add(bus);
        return bus;
    }

    /** Keeps its count. */
    private void forget(Bus bus) {
        droppedByStopped.addAndGet(bus.droppedMessages());
        connections.remove(bus);
    }

    /**
     * Where a region listens.
     *
     * @param gateway WebSocket
     * @param gatewayOps metrics of the gateway
     * @param serverOps metrics of each game server
     */
    record RegionPorts(int gateway, int gatewayOps, List<Integer> serverOps) {
        RegionPorts {
            serverOps = List.copyOf(serverOps);
        }
    }
}
