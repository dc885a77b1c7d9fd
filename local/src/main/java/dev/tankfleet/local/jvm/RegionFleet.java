package dev.tankfleet.local.jvm;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.agones.emulator.node.GameServerSpec;
import dev.tankfleet.agones.emulator.node.RunningGameServer;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.BusMeters;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.memory.MemoryHub;
import dev.tankfleet.gameserver.GameServerConfig;
import dev.tankfleet.gateway.Gateway;
import dev.tankfleet.gateway.GatewayConfig;
import dev.tankfleet.link.bus.BusGatewayLink;
import dev.tankfleet.local.region.LocalRegion;
import dev.tankfleet.local.region.RegionAgones;
import dev.tankfleet.local.region.RegionPlan;
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
final class RegionFleet implements LocalRegion {
    /**
     * The first call of a JVM loads what gRPC is made of, and a starting fleet leaves it little to
     * run on.
     */
    private static final Duration ALLOCATION_DEADLINE = Duration.ofSeconds(10);

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
    private final RegionAgones agones;
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
        this.agones = RegionAgones.start(plan, SERVER_STOP_MAX);
        this.allocations =
                AllocationClient.connect(
                        AllocationConfig.loopback(agones.allocatorPort())
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
        region.agones.createServers(ports.serverOps().size(), region::launch);
        return region;
    }

    /** What the matchmaker allocates from. */
    AgonesAllocator.Cluster cluster() {
        return new AgonesAllocator.Cluster(
                allocations, Allocation.ready("default", RegionAgones.labels(plan)));
    }

    @Override
    public RegionPlan plan() {
        return plan;
    }

    @Override
    public RegionAgones agones() {
        return agones;
    }

    /** Where a client measures its round trip. */
    URI pingUrl() {
        return URI.create(gateway.url().replaceFirst("^ws", "http") + "/ping");
    }

    URI gatewayMetrics() {
        return gatewayOps.url();
    }

    @Override
    public Optional<String> serverOf(String matchId) {
        return routes.find(matchId).map(Route::serverId);
    }

    long droppedMessages() {
        return droppedByStopped.get() + connections.stream().mapToLong(Bus::droppedMessages).sum();
    }

    @Override
    public void close() {
        allocations.close();
        agones.close();
        gateway.close();
        gatewayOps.close();
        routes.close();
        callbacks.close();
    }

    private Gateway startGateway(int port, List<String> origins) {
        var id = plan.name() + "-gw-" + Long.toHexString(System.nanoTime());
        var bus = remember(leaf.connect(Role.GATEWAY, id));
        BusMeters.bind(bus, gatewayOps.meters());
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
        var serverId = agones.serverId(spec);
        var config =
                GameServerConfig.standard(
                        serverId, plan.name(), plan.city(), "127.0.0.1", gateway.url(), regionKey);
        var bus = remember(leaf.connect(Role.GAME_SERVER, serverId));
        var ops = OpsPort.open(opsPort, logs);
        BusMeters.bind(bus, ops.meters());
        return LocalGameServer.launch(
                config,
                SdkConfig.fromEnvironment(
                        Map.of(SdkConfig.PORT_VARIABLE, Integer.toString(spec.sidecarPort()))),
                bus,
                routes,
                ops,
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
