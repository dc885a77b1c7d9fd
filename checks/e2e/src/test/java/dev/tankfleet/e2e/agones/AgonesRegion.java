package dev.tankfleet.e2e.agones;

import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.fleet.Overflow;
import dev.tankfleet.agones.emulator.grpc.AllocatorTls;
import dev.tankfleet.agones.emulator.node.GameServerSpec;
import dev.tankfleet.agones.emulator.node.RunningGameServer;
import dev.tankfleet.agones.sdk.GameServer.State;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.memory.MemoryHub;
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
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.status.ServerStatus;
import dev.tankfleet.proto.subject.Subjects;
import dev.tankfleet.route.memory.MemoryRouteStore;
import dev.tankfleet.testkit.tls.TestCertificates;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A region with a gateway and a Fleet of real game servers under an emulated Agones in its own
 * rhythm; each server has room for one match. Every thread may ask it.
 */
final class AgonesRegion implements AutoCloseable {
    static final String NAME = "eu";
    static final String FLEET = "tanks";
    static final String OVERFLOW = "tankfleet.dev/overflow";
    static final Map<String, String> LABELS = Map.of("tankfleet.dev/region", NAME);
    static final Duration SOON = Duration.ofSeconds(60);

    private static final Duration BATCH_WAIT = Duration.ofMillis(20);
    private static final Duration STOP_MAX = Duration.ofSeconds(8);
    private static final long PLAYERS_MAX = 16;
    private static final Secret REGION_KEY = Secret.of("a key of the region, long enough");

    /** A player who leaves is not waited for. */
    private static final SeatConfig SEATS =
            new SeatConfig(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(1));

    final MemoryHub hub = MemoryHub.create(Lawbook.standard());
    final TestCertificates certificates;
    final Emulator emulator;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryRouteStore routes = MemoryRouteStore.create();
    private final Bus observer = hub.connect(Role.MATCHMAKER, "observer");
    private final List<ServerStatus> statuses = new CopyOnWriteArrayList<>();
    private final Map<String, GameServer> processes = new ConcurrentHashMap<>();
    private final Duration drainMax;
    private final Gateway gateway;

    private AgonesRegion(TestCertificates certificates, Duration drainMax) throws IOException {
        this.certificates = certificates;
        this.drainMax = drainMax;
        observer.subscribe(Subjects.ofEveryRegion(Subjects.SERVER_STATUS), this::onStatus);
        var gatewayBus = hub.leaf(NAME).connect(Role.GATEWAY, "gw");
        gateway =
                Gateway.start(
                        GatewayConfig.of("gw", NAME, "127.0.0.1", 0, List.of()),
                        handler -> BusGatewayLink.create(gatewayBus, "gw", handler),
                        routes,
                        meters);
        emulator =
                Emulator.start(
                        EmulatorConfig.asInAgones(NAME)
                                .withAllocationBatchWait(BATCH_WAIT)
                                .withStopGrace(STOP_MAX)
                                .withAllocatorTls(
                                        new AllocatorTls(
                                                certificates.certificate("allocator"),
                                                certificates.key("allocator"),
                                                certificates.certificate("matchmaker"))));
    }

    /** A region whose servers end their matches at once when they drain. */
    static AgonesRegion start(Path folder, int servers) throws IOException {
        return start(folder, servers, Duration.ZERO);
    }

    /**
     * A region.
     *
     * @param drainMax how long a match may go on when its server drains
     */
    static AgonesRegion start(Path folder, int servers, Duration drainMax) throws IOException {
        var certificates = new TestCertificates(folder);
        certificates.make("allocator");
        certificates.make("matchmaker");
        var region = new AgonesRegion(certificates, drainMax);
        region.emulator.createFleet(fleet(servers), region::launch);
        return region;
    }

    /** Waits until so many servers are in that state. */
    void await(State state, int count) {
        eventuallyTrue(SOON, count + " servers " + state, () -> in(state).size() == count);
    }

    List<dev.tankfleet.agones.sdk.GameServer> in(State state) {
        return emulator.gameServers().stream()
                .filter(server -> server.state() == state && !server.isBeingDeleted())
                .toList();
    }

    /** A server as the cluster has it; fails if it is gone. */
    dev.tankfleet.agones.sdk.GameServer server(String name) {
        return emulator.gameServers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no server " + name));
    }

    boolean isGone(String name) {
        return emulator.gameServers().stream().noneMatch(server -> server.name().equals(name));
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
        emulator.close();
        gateway.close();
        hub.close();
        routes.close();
    }

    private static FleetSpec fleet(int servers) {
        var template =
                ServerTemplate.withLabels(LABELS)
                        .withCounter("matches", 0, 1)
                        .withCounter("players", 0, PLAYERS_MAX);
        return FleetSpec.of(FLEET, servers, template)
                .withOverflow(new Overflow(Map.of(OVERFLOW, "true"), Map.of()));
    }

    private void onStatus(Bus.Message message) {
        try {
            statuses.add(ServerStatus.read(message.body()));
        } catch (MalformedBody e) {
            throw new IllegalStateException(e);
        }
    }

    private RunningGameServer launch(GameServerSpec spec) {
        var config = config(idOf(spec.name()));
        var bus = hub.leaf(NAME).connect(Role.GAME_SERVER, config.serverId());
        var link = BusServerLink.create(bus);
        var sidecar =
                AgonesSidecar.connect(SdkConfig.onPort(spec.sidecarPort()), config.overflowLabel());
        var server =
                GameServer.start(
                        config, GameServerPorts.onSystemClocks(bus, link, routes, sidecar, meters));
        processes.put(spec.name(), server);
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
                new HostConfig(1, 1, drainMax),
                SEATS,
                LifecycleConfig.STANDARD,
                ResultConfig.STANDARD);
    }
}
