package dev.tankfleet.local.process;

import dev.tankfleet.agones.emulator.node.GameServerSpec;
import dev.tankfleet.agones.emulator.node.RunningGameServer;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.local.port.PortPlan;
import dev.tankfleet.local.process.child.ChildProcess;
import dev.tankfleet.local.process.child.Children;
import dev.tankfleet.local.process.child.ServicePrograms.Service;
import dev.tankfleet.local.region.LocalRegion;
import dev.tankfleet.local.region.RegionAgones;
import dev.tankfleet.local.region.RegionPlan;
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
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The processes of one region. Started and closed by the fleet's thread; game servers come and go
 * on virtual threads of the emulated Agones.
 */
final class RegionProcesses implements LocalRegion {
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
    private final RegionAgones agones;

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
        this.leaf = nats.start();
        nats.prepare();
        this.redis = LocalRedis.start(children, folder, plan.name(), ports.redis());
        this.routes = RedisRouteStore.connect(RedisConfig.at(redisUrl()));
        this.agones = RegionAgones.start(plan, children.stopMax(SERVER_STOP_MAX));
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
            environment.put("GATEWAY_ID", name);
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
        agones.createServers(ports.serverOps().size(), this::launch);
    }

    @Override
    public RegionAgones agones() {
        return agones;
    }

    @Override
    public RegionPlan plan() {
        return plan;
    }

    /** Where a client measures its round trip. */
    URI pingUrl() {
        return URI.create("http://127.0.0.1:" + ports.gateways().getFirst() + "/ping");
    }

    @Override
    public Optional<String> serverOf(String matchId) {
        return routes.find(matchId).map(Route::serverId);
    }

    @Override
    public void close() {
        agones.close();
        gateways.forEach(gateway -> gateway.stop(children.stopMax(GATEWAY_STOP_MAX)));
        routes.close();
        redis.stop(STORE_STOP_MAX);
        leaf.stop(STORE_STOP_MAX);
    }

    private RunningGameServer launch(GameServerSpec spec) {
        var kept = serverOps.poll();
        // One that starts while the one it replaces still stops takes what is free.
        int opsPort = kept == null ? PortPlan.freePorts(1).getFirst() : kept;
        var serverId = agones.serverId(spec);
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
        var child = children.startOnce(Service.GAME_SERVER, serverId, opsPort, environment);
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
