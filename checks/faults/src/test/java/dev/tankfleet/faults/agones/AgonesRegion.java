package dev.tankfleet.faults.agones;

import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import dev.tankfleet.agones.sdk.GameServer.State;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.bus.Bus;
import dev.tankfleet.faults.road.Roads;
import dev.tankfleet.gameserver.GameServer;
import dev.tankfleet.gameserver.GameServerConfig;
import dev.tankfleet.gameserver.GameServerPorts;
import dev.tankfleet.gameserver.host.HostConfig;
import dev.tankfleet.gameserver.lifecycle.LifecycleConfig;
import dev.tankfleet.gameserver.lifecycle.agones.AgonesSidecar;
import dev.tankfleet.gameserver.result.ResultConfig;
import dev.tankfleet.gameserver.seat.SeatConfig;
import dev.tankfleet.gateway.Gateway;
import dev.tankfleet.gateway.GatewayConfig;
import dev.tankfleet.link.bus.BusGatewayLink;
import dev.tankfleet.link.bus.BusServerLink;
import dev.tankfleet.process.config.RotatingSecret;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.status.ServerStatus;
import dev.tankfleet.proto.subject.Subjects;
import dev.tankfleet.route.memory.MemoryRouteStore;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A region with a gateway and a Fleet of real game servers on some Agones; each server has room for
 * one match. Every thread may ask it what was said, the test's thread the rest.
 */
final class AgonesRegion implements AutoCloseable {
    static final String NAME = "eu";
    static final String FLEET = "tanks";
    static final String OVERFLOW = "tankfleet.dev/overflow";
    static final Map<String, String> LABELS = Map.of("tankfleet.dev/region", NAME);
    static final int MATCHES_MAX = 1;
    static final long PLAYERS_MAX = 16;
    static final Duration SOON = Duration.ofSeconds(60);

    /** Who may speak in the centre. */
    static final String MATCHMAKER = "mm";

    static final String OPERATOR = "operator";
    static final String OBSERVER = "observer";

    private static final RotatingSecret REGION_KEY =
            RotatingSecret.of("a key of the region, long enough");

    /** Matches end at once when their server drains. */
    private static final Duration DRAIN_MAX = Duration.ZERO;

    /** A player who leaves is not waited for. */
    private static final SeatConfig SEATS =
            new SeatConfig(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(1));

    /** The times of the contract, but that a server without work returns soon. */
    private static final LifecycleConfig LIFECYCLE =
            new LifecycleConfig(
                    LifecycleConfig.STANDARD.firstLease(),
                    Duration.ofSeconds(3),
                    LifecycleConfig.STANDARD.showWithin(),
                    LifecycleConfig.STANDARD.readyRepeatAfter(),
                    LifecycleConfig.STANDARD.lookEvery());

    final Ground ground;
    final Roads roads;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryRouteStore routes = MemoryRouteStore.create();
    private final Bus observer;
    private final Bus gatewayBus;
    private final List<ServerStatus> statuses = new CopyOnWriteArrayList<>();
    private final Map<String, GameServer> processes = new ConcurrentHashMap<>();
    private final Gateway gateway;

    private AgonesRegion(Ground ground, Roads roads) throws IOException {
        this.ground = ground;
        this.roads = roads;
        observer = roads.centre(OBSERVER);
        observer.subscribe(Subjects.ofEveryRegion(Subjects.SERVER_STATUS), this::onStatus);
        gatewayBus = roads.gateway("gw");
        gateway =
                Gateway.start(
                        GatewayConfig.of("gw", NAME, "127.0.0.1", 0, List.of()),
                        handler -> BusGatewayLink.create(gatewayBus, "gw", handler),
                        routes,
                        meters);
    }

    /** A region, which owns ground and roads from now on. */
    static AgonesRegion start(Ground ground, Roads roads, int servers) throws IOException {
        var region = new AgonesRegion(ground, roads);
        ground.createFleet(servers, region::launch);
        return region;
    }

    /** Waits until so many servers are in that state. */
    void await(State state, int count) {
        eventuallyTrue(SOON, count + " servers " + state, () -> in(state).size() == count);
    }

    List<dev.tankfleet.agones.sdk.GameServer> in(State state) {
        return ground.servers().stream()
                .filter(server -> server.state() == state && !server.isBeingDeleted())
                .toList();
    }

    /** A server as the cluster has it; fails if it is gone. */
    dev.tankfleet.agones.sdk.GameServer server(String name) {
        return ground.servers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no server " + name));
    }

    boolean isGone(String name) {
        return ground.servers().stream().noneMatch(server -> server.name().equals(name));
    }

    /** The process of a server. */
    GameServer process(String name) {
        return processes.get(name);
    }

    /** All that a server has said of itself so far, in its order. */
    List<ServerStatus> said(String name) {
        return statuses.stream().filter(status -> status.serverId().equals(idOf(name))).toList();
    }

    /** The newest of it; null if it never spoke. */
    ServerStatus last(String name) {
        var said = said(name);
        return said.isEmpty() ? null : said.getLast();
    }

    /** Name of the server that runs a match, by the region's own book. */
    String serverOf(String matchId) {
        return routes.find(matchId).orElseThrow().serverId().substring(NAME.length() + 1);
    }

    static String idOf(String name) {
        return NAME + "-" + name;
    }

    @Override
    public void close() {
        ground.close();
        gateway.close();
        gatewayBus.close();
        observer.close();
        roads.close();
        routes.close();
    }

    private void onStatus(Bus.Message message) {
        try {
            statuses.add(ServerStatus.read(message.body()));
        } catch (MalformedBody e) {
            throw new IllegalStateException(e);
        }
    }

    private Runnable launch(String name, int sidecarPort) {
        var config = config(idOf(name));
        var bus = roads.server(config.serverId());
        var link = BusServerLink.create(bus);
        var sidecar = AgonesSidecar.connect(SdkConfig.onPort(sidecarPort), config.overflowLabel());
        var server =
                GameServer.start(
                        config, GameServerPorts.onSystemClocks(bus, link, routes, sidecar, meters));
        processes.put(name, server);
        return () -> {
            server.close();
            link.close();
            bus.close();
        };
    }

    private GameServerConfig config(String serverId) {
        return new GameServerConfig(
                serverId,
                NAME,
                "Frankfurt",
                "127.0.0.1",
                gateway.url(),
                "dev",
                null,
                REGION_KEY,
                OVERFLOW,
                new HostConfig(MATCHES_MAX, 1, DRAIN_MAX),
                SEATS,
                LIFECYCLE,
                ResultConfig.STANDARD);
    }
}
