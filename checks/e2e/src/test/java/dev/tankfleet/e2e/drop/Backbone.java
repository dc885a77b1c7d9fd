package dev.tankfleet.e2e.drop;

import dev.tankfleet.bus.nats.NatsBus;
import dev.tankfleet.e2e.RealBus;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.route.redis.RedisConfig;
import dev.tankfleet.route.redis.RedisRouteStore;
import dev.tankfleet.testkit.redis.TestRedis;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisClient;

import java.nio.file.Path;
import java.time.Duration;

/** A hub, one leaf and one Redis, as processes of their own. Owned by the test's thread. */
final class Backbone implements AutoCloseable {
    static final String REGION = "eu-central";
    static final String MATCHMAKER = "mm1";

    private static final Duration START_MAX = Duration.ofSeconds(20);

    /** A machine that stands still now and then is no reason to turn players away. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);

    private static final int WAITING_MAX = 4_096;
    private static final String ROUTES = "services";

    private final RealBus bus;
    private final TestRedis redis = TestRedis.start();
    private final RedisClient admin;
    private final Vault vault;

    private Backbone(Path folder) {
        vault = Vault.in(folder);
        admin = RedisClient.create(redis.url());
        admitToRedis();
        bus = RealBus.start(folder, REGION, vault.secret(Vault.Key.NATS), MATCHMAKER);
    }

    Vault vault() {
        return vault;
    }

    /** Gives NATS the password of now. */
    void reloadBus() {
        bus.reload();
    }

    /** Gives the user of the routes the passwords of now, and no other. */
    void admitToRedis() {
        var rules = AclSetuserArgs.Builder.reset().on().allKeys().allCommands();
        vault.secret(Vault.Key.REDIS)
                .values()
                .forEach(password -> rules.addPassword(password.reveal()));
        try (var connection = admin.connect()) {
            connection.sync().aclSetuser(ROUTES, rules);
        }
    }

    static Backbone start(Path folder) {
        return new Backbone(folder);
    }

    int leafPort() {
        return bus.leafPort();
    }

    NatsBus centre() {
        return bus.centre(MATCHMAKER);
    }

    NatsBus server(String serverId) {
        return bus.server(serverId);
    }

    /** A gateway's connection through a port of its own. */
    NatsBus gateway(int throughPort, String gatewayId) {
        return bus.gateway(throughPort, gatewayId);
    }

    RedisRouteStore routes() {
        return RedisRouteStore.connect(
                new RedisConfig(
                        Secret.of(redis.url()),
                        ROUTES,
                        vault.secret(Vault.Key.REDIS),
                        START_MAX,
                        ANSWER_MAX,
                        WAITING_MAX));
    }

    @Override
    public void close() {
        admin.shutdown();
        redis.close();
        bus.close();
    }
}
