package dev.tankfleet.e2e;

import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.NatsBus;
import dev.tankfleet.bus.nats.NatsConfig;
import dev.tankfleet.bus.nats.NatsNames;
import dev.tankfleet.bus.nats.conf.HubPlan;
import dev.tankfleet.bus.nats.conf.LeafPlan;
import dev.tankfleet.bus.nats.conf.NatsUser;
import dev.tankfleet.bus.nats.conf.ResultStream;
import dev.tankfleet.bus.nats.conf.ServerConf;
import dev.tankfleet.process.config.RotatingSecret;
import dev.tankfleet.testkit.nats.TestNats;
import dev.tankfleet.testkit.port.FreePorts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A hub and the leaf of one region, as processes of their own. Owned by the test's thread. */
public final class RealBus implements AutoCloseable {
    private static final Lawbook LAW = Lawbook.standard();
    private static final RotatingSecret PASSWORD = RotatingSecret.of("a-password-of-the-tests");
    private static final Duration START_MAX = Duration.ofSeconds(20);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String SERVERS = "game_servers";
    private static final String GATEWAYS = "gateways";

    private final Path folder;
    private final String region;
    private final RotatingSecret password;
    private final List<String> centre;
    private final TestNats hub;
    private final TestNats leaf;
    private final int port = FreePorts.next();
    private final int leavesPort = FreePorts.next();
    private final int leafPort = FreePorts.next();

    private RealBus(Path folder, String region, RotatingSecret password, String... centre) {
        this.folder = folder;
        this.region = region;
        this.password = password;
        this.centre = List.of(centre);
        hub = TestNats.start(folder, "hub", port, hubConf());
        leaf = TestNats.start(folder, "leaf", leafPort, leafConf());
        ResultStream.ensure(LAW, leaf.url(), password.current(), region);
    }

    /**
     * Starts both.
     *
     * @param folder of the test's own
     * @param centre ids under which the centre may speak
     */
    public static RealBus start(Path folder, String region, String... centre) {
        return new RealBus(folder, region, PASSWORD, centre);
    }

    /**
     * Starts both with a password that may change.
     *
     * @param password of everybody, for everybody
     */
    public static RealBus start(
            Path folder, String region, RotatingSecret password, String... centre) {
        return new RealBus(folder, region, password, centre);
    }

    /** Gives both the password as it is now: who came with another has to come again. */
    public void reload() {
        hub.reload(hubConf());
        leaf.reload(leafConf());
    }

    /** Where the region's own speak. */
    public int leafPort() {
        return leafPort;
    }

    /** One of the centre. */
    public NatsBus centre(String id) {
        var user = NatsNames.user(Role.MATCHMAKER, id);
        var config = new NatsConfig(List.of(hub.url()), user, password, List.of(region), START_MAX);
        return NatsBus.connect(config, LAW, Role.MATCHMAKER, id);
    }

    /** What a process is told that is one of the centre. */
    public Map<String, String> centreEnvironment(String id) {
        return Map.of(
                "NATS_URLS", hub.url(),
                "NATS_USER", NatsNames.user(Role.MATCHMAKER, id),
                "NATS_PASSWORD", password.current().reveal(),
                "NATS_REGIONS", region);
    }

    /** A game server of the region. */
    public NatsBus server(String serverId) {
        return inRegion(leafPort, SERVERS, Role.GAME_SERVER, serverId);
    }

    /** A gateway's connection through a port of its own. */
    public NatsBus gateway(int throughPort, String gatewayId) {
        return inRegion(throughPort, GATEWAYS, Role.GATEWAY, gatewayId);
    }

    @Override
    public void close() {
        leaf.close();
        hub.close();
    }

    private NatsBus inRegion(int port, String user, Role role, String selfId) {
        var url = "nats://" + LOOPBACK + ":" + port;
        var config = new NatsConfig(List.of(url), user, password, List.of(), START_MAX);
        return NatsBus.connect(config, LAW, role, selfId);
    }

    private String hubConf() {
        var now = password.current();
        var users = centre.stream().map(id -> NatsUser.of(Role.MATCHMAKER, id, now)).toList();
        return ServerConf.hub(
                LAW, new HubPlan(LOOPBACK, port, leavesPort, users, Map.of(region, now)));
    }

    private String leafConf() {
        var now = password.current();
        var users =
                List.of(
                        NatsUser.shared(Role.GAME_SERVER, SERVERS, now),
                        NatsUser.shared(Role.GATEWAY, GATEWAYS, now));
        return ServerConf.leaf(
                LAW,
                new LeafPlan(
                        region,
                        LOOPBACK,
                        leafPort,
                        LOOPBACK + ":" + leavesPort,
                        now,
                        folder.resolve("store").toAbsolutePath(),
                        users,
                        now));
    }
}
