package dev.tankfleet.bench.gateway;

import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.NatsBus;
import dev.tankfleet.bus.nats.NatsConfig;
import dev.tankfleet.bus.nats.conf.LeafPlan;
import dev.tankfleet.bus.nats.conf.NatsUser;
import dev.tankfleet.bus.nats.conf.ServerConf;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.route.redis.RedisConfig;
import dev.tankfleet.route.redis.RedisRouteStore;
import dev.tankfleet.testkit.nats.TestNats;
import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.redis.TestRedis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A region's NATS and Redis as processes. The leaf has no hub, which it does not need for what is
 * said within the region. Owned by the main thread.
 */
final class Ground implements AutoCloseable {
    static final String REGION = "bench";

    private static final Secret PASSWORD = Secret.of("a-password-of-the-bench");
    private static final Duration START_MAX = Duration.ofSeconds(30);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    private static final int WAITING_MAX = 4_096;
    private static final String LOOPBACK = "127.0.0.1";
    private static final String SERVERS = "game_servers";
    private static final String GATEWAYS = "gateways";

    private final TestNats leaf;
    private final TestRedis redis = TestRedis.start();

    private Ground(Path folder) {
        int port = FreePorts.next();
        var users =
                List.of(
                        NatsUser.shared(Role.GAME_SERVER, SERVERS, PASSWORD),
                        NatsUser.shared(Role.GATEWAY, GATEWAYS, PASSWORD));
        var plan =
                new LeafPlan(
                        REGION,
                        LOOPBACK,
                        port,
                        LOOPBACK + ":" + FreePorts.next(),
                        PASSWORD,
                        folder.resolve("store").toAbsolutePath(),
                        users,
                        PASSWORD);
        leaf = TestNats.start(folder, "leaf", port, ServerConf.leaf(Lawbook.standard(), plan));
    }

    static Ground start(Path folder) {
        return new Ground(folder);
    }

    TestNats leaf() {
        return leaf;
    }

    NatsBus server(String serverId) {
        var config = new NatsConfig(List.of(leaf.url()), SERVERS, PASSWORD, List.of(), START_MAX);
        return NatsBus.connect(config, Lawbook.standard(), Role.GAME_SERVER, serverId);
    }

    RedisRouteStore routes() {
        return RedisRouteStore.connect(
                new RedisConfig(Secret.of(redis.url()), START_MAX, ANSWER_MAX, WAITING_MAX));
    }

    /** What a gateway is told of both. */
    Map<String, String> gatewayEnvironment() {
        return Map.of(
                "NATS_URLS", leaf.url(),
                "NATS_USER", GATEWAYS,
                "NATS_PASSWORD", PASSWORD.reveal(),
                "REDIS_URL", redis.url(),
                "REDIS_ANSWER_MAX", ANSWER_MAX.toMillis() + "ms");
    }

    @Override
    public void close() {
        redis.close();
        leaf.close();
    }
}
