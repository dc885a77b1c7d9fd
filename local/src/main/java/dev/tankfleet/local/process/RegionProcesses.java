package dev.tankfleet.local.process;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.Fault;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.fleet.GameServerSpec;
import dev.tankfleet.agones.emulator.fleet.RunningGameServer;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServerState;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.local.fleet.RegionPlan;
import dev.tankfleet.local.port.PortPlan;
import dev.tankfleet.local.process.ServiceJars.Service;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.route.Route;
import dev.tankfleet.route.redis.RedisConfig;
import dev.tankfleet.route.redis.RedisRouteStore;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The processes of one region. Started and closed by the fleet's thread; game servers come and go
 * on virtual threads of the emulated Agones.
 */
final class RegionProcesses implements AutoCloseable {
    static final String REGION_LABEL = "tankfleet.dev/region";

    private static final String FLEET = "tanks";

    /** Our charts set the same; by itself Agones answers one call at a time in half a second. */
    private static final Duration ALLOCATION_BATCH_WAIT = Duration.ofMillis(20);

    /** Plenty for this game; Agones wants a number. */
    private static final long PLAYERS_MAX = 1_024;

    private static final long MATCHES_MAX = 64;

    /** Agones' own rhythm, but for the start: a JVM among a dozen has to share two cores. */
    private static final GameServer.Health HEALTH =
            new GameServer.Health(false, Duration.ofSeconds(5), 3, Duration.ofSeconds(30));

    private static final Duration SERVER_STOP_MAX = Duration.ofSeconds(4);
    private static final Duration GATEWAY_STOP_MAX = Duration.ofSeconds(4);
    private static final Duration STORE_STOP_MAX = Duration.ofSeconds(3);

    private final RegionPlan plan;
    private final ProcessPorts.OfRegion ports;
    private final Children children;
    private final LocalNats.Leaf nats;
    private final Secret regionKey = Passwords.next();
    private final ConcurrentLinkedQueue<Integer> serverOps;
    private final AtomicInteger launched = new AtomicInteger();
    private final ChildProcess leaf;
    private final ChildProcess redis;
    private final RedisRouteStore routes;
    private final List<ChildProcess> gateways = new ArrayList<>();
    private final Emulator emulator;

    private RegionProcesses(
            Path folder,
            RegionPlan plan,
            ProcessPorts.OfRegion ports,
            Children children,
            LocalNats.Leaf nats) {
        this.plan = plan;
        this.ports = ports;
        this.children = children;
        this.nats = nats;
        this.serverOps = new ConcurrentLinkedQueue<>(ports.serverOps());
        this.leaf = children.remember(nats.start());
        nats.prepare();
        this.redis = children.remember(LocalRedis.start(folder, plan.name(), ports.redis()));
        this.routes = RedisRouteStore.connect(RedisConfig.at(redisUrl()));
        var usual =
                EmulatorConfig.asInAgones(plan.name())
                        .withStopGrace(children.stopMax(SERVER_STOP_MAX));
        this.emulator =
                Emulator.start(
                        usual.withTimes(
                                usual.times().withAllocationBatchWait(ALLOCATION_BATCH_WAIT)));
    }

    /** Starts bus, routes and an Agones without servers. */
    static RegionProcesses start(
            Path folder,
            RegionPlan plan,
            ProcessPorts.OfRegion ports,
            Children children,
            LocalNats.Leaf nats) {
        return new RegionProcesses(folder, plan, ports, children, nats);
    }

    /** Starts the gateways; they are not ready yet. */
    void startGateways(List<String> origins) {
        for (int i = 0; i < ports.gateways().size(); i++) {
            var name = gatewayName(i);
            var environment = new HashMap<>(nats.gatewayEnvironment());
            environment.put("REDIS_URL", redisUrl());
            environment.put("GATEWAY_ID", name + "-" + Long.toHexString(System.nanoTime()));
            environment.put("REGION", plan.name());
            environment.put("HOST", "127.0.0.1");
            environment.put("PORT", Integer.toString(ports.gateways().get(i)));
            environment.put("GATEWAYS", String.join(",", gatewayUrls()));
            environment.put("ALLOWED_ORIGINS", String.join(",", origins));
            gateways.add(
                    children.start(Service.GATEWAY, name, ports.gatewayOps().get(i), environment));
        }
    }

    void awaitGateways() {
        for (int i = 0; i < gateways.size(); i++) {
            children.await(gateways.get(i), ports.gatewayOps().get(i));
        }
    }

    /** Has Agones start the game servers. */
    void startServers() {
        var template =
                ServerTemplate.withLabels(Map.of(REGION_LABEL, plan.name()))
                        .withCounter("matches", 0, MATCHES_MAX)
                        .withCounter("players", 0, PLAYERS_MAX)
                        .withHealth(HEALTH);
        emulator.createFleet(FleetSpec.of(FLEET, ports.serverOps().size(), template), this::launch);
    }

    RegionPlan plan() {
        return plan;
    }

    /** Where a client measures its round trip. */
    URI pingUrl() {
        return URI.create("http://127.0.0.1:" + ports.gateways().getFirst() + "/ping");
    }

    int allocatorPort() {
        return emulator.allocatorPort();
    }

    long allocations() {
        return emulator.allocations().total();
    }

    int servers(GameServerState state) {
        return emulator.counts().getOrDefault(state, 0);
    }

    Optional<String> serverOf(String matchId) {
        return routes.find(matchId).map(Route::serverId);
    }

    void deleteServer(String serverId) {
        emulator.order(new Fault.ServerDeleted(serverId.substring(plan.name().length() + 1)));
    }

    /** Servers first, so that their players hear why; then gateways, then what both lean on. */
    @Override
    public void close() {
        emulator.close();
        gateways.forEach(gateway -> gateway.stop(children.stopMax(GATEWAY_STOP_MAX)));
        routes.close();
        redis.stop(STORE_STOP_MAX);
        leaf.stop(STORE_STOP_MAX);
    }

    private RunningGameServer launch(GameServerSpec spec) {
        var kept = serverOps.poll();
        // One that starts while the one it replaces still stops takes what is free.
        int opsPort = kept == null ? PortPlan.freePorts(1).getFirst() : kept;
        var serverId = plan.name() + "-" + spec.name();
        var gateway = gatewayUrls().get(launched.getAndIncrement() % gatewayUrls().size());
        var environment = new HashMap<>(nats.serverEnvironment());
        environment.put("REDIS_URL", redisUrl());
        environment.put(SdkConfig.PORT_VARIABLE, Integer.toString(spec.sidecarPort()));
        environment.put("SERVER_ID", serverId);
        environment.put("REGION", plan.name());
        environment.put("CITY", plan.city());
        environment.put("PUBLIC_IP", "127.0.0.1");
        environment.put("GATEWAY_URL", gateway);
        environment.put("REGION_KEY", regionKey.reveal());
        var child = children.start(Service.GAME_SERVER, serverId, opsPort, environment);
        return () -> {
            child.stop(children.stopMax(SERVER_STOP_MAX));
            children.forget(serverId);
            if (kept != null) {
                serverOps.add(kept);
            }
        };
    }

    private String gatewayName(int index) {
        return plan.name() + "-gw-" + (index + 1);
    }

    private List<String> gatewayUrls() {
        return ports.gateways().stream().map(port -> "ws://127.0.0.1:" + port).toList();
    }

    private String redisUrl() {
        return "redis://127.0.0.1:" + ports.redis();
    }
}
