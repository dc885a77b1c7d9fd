package dev.tankfleet.e2e.drop;

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
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.route.redis.RedisConfig;
import dev.tankfleet.route.redis.RedisRouteStore;
import dev.tankfleet.testkit.nats.TestNats;
import dev.tankfleet.testkit.redis.TestRedis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A hub, one leaf and one Redis, as processes of their own. Owned by the test's thread. */
final class Backbone implements AutoCloseable {
    static final String REGION = "eu-central";
    static final String MATCHMAKER = "mm1";

    private static final Lawbook LAW = Lawbook.standard();
    private static final Secret PASSWORD = Secret.of("a-password-of-the-tests");
    private static final Duration START_MAX = Duration.ofSeconds(20);

    /** A machine that stands still now and then is no reason to turn players away. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);

    private static final int WAITING_MAX = 4_096;
    private static final String LOOPBACK = "127.0.0.1";
    private static final String SERVERS = "game_servers";
    private static final String GATEWAYS = "gateways";

    private final TestNats hub;
    private final TestNats leaf;
    private final int leafPort = TestNats.freePort();
    private final TestRedis redis = TestRedis.start();

    private Backbone(Path folder) {
        int port = TestNats.freePort();
        int leavesPort = TestNats.freePort();
        hub = TestNats.start(folder, "hub", port, hubConf(port, leavesPort));
        leaf = TestNats.start(folder, "leaf", leafPort, leafConf(folder, leavesPort));
        ResultStream.ensure(LAW, leaf.url(), PASSWORD, REGION);
    }

    static Backbone start(Path folder) {
        return new Backbone(folder);
    }

    int leafPort() {
        return leafPort;
    }

    NatsBus centre() {
        var user = NatsNames.user(Role.MATCHMAKER, MATCHMAKER);
        var config = new NatsConfig(List.of(hub.url()), user, PASSWORD, List.of(REGION), START_MAX);
        return NatsBus.connect(config, LAW, Role.MATCHMAKER, MATCHMAKER);
    }

    NatsBus server(String serverId) {
        return inRegion(leafPort, SERVERS, Role.GAME_SERVER, serverId);
    }

    /** A gateway's connection through a port of its own. */
    NatsBus gateway(int throughPort, String gatewayId) {
        return inRegion(throughPort, GATEWAYS, Role.GATEWAY, gatewayId);
    }

    RedisRouteStore routes() {
        return RedisRouteStore.connect(
                new RedisConfig(Secret.of(redis.url()), START_MAX, ANSWER_MAX, WAITING_MAX));
    }

    @Override
    public void close() {
        redis.close();
        leaf.close();
        hub.close();
    }

    private static NatsBus inRegion(int port, String user, Role role, String selfId) {
        var url = "nats://" + LOOPBACK + ":" + port;
        var config = new NatsConfig(List.of(url), user, PASSWORD, List.of(), START_MAX);
        return NatsBus.connect(config, LAW, role, selfId);
    }

    private static String hubConf(int port, int leavesPort) {
        var matchmaker = NatsUser.of(Role.MATCHMAKER, MATCHMAKER, PASSWORD);
        var passwords = Map.of(REGION, PASSWORD);
        return ServerConf.hub(
                LAW, new HubPlan(LOOPBACK, port, leavesPort, List.of(matchmaker), passwords));
    }

    private String leafConf(Path folder, int leavesPort) {
        var users =
                List.of(
                        NatsUser.shared(Role.GAME_SERVER, SERVERS, PASSWORD),
                        NatsUser.shared(Role.GATEWAY, GATEWAYS, PASSWORD));
        return ServerConf.leaf(
                LAW,
                new LeafPlan(
                        REGION,
                        LOOPBACK,
                        leafPort,
                        LOOPBACK + ":" + leavesPort,
                        PASSWORD,
                        folder.resolve("store").toAbsolutePath(),
                        users,
                        PASSWORD));
    }
}
