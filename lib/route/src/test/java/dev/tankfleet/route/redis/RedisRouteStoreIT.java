package dev.tankfleet.route.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.process.config.Secret;
import dev.tankfleet.route.Route;
import dev.tankfleet.route.RouteStore;
import dev.tankfleet.route.RouteStore.Claim;
import dev.tankfleet.route.RouteStoreContractTest;
import dev.tankfleet.route.RouteUnavailable;
import dev.tankfleet.route.TokenGrant;
import dev.tankfleet.testkit.redis.TestRedis;
import dev.tankfleet.testkit.time.Eventually;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** The contract on a real Redis, and what only a real one does: go away, and come back empty. */
final class RedisRouteStoreIT extends RouteStoreContractTest {
    private static final Duration TTL = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int WAITING_MAX = 4_096;
    private static final Route ROUTE =
            new Route("m1", "s1", "i1", 1, 1_000, Route.State.PLAYING, "rules");

    private static TestRedis server;
    private static RedisClient client;
    private static StatefulRedisConnection<String, String> redis;

    @BeforeAll
    static void start() {
        server = TestRedis.start();
        client = RedisClient.create(server.url());
        redis = client.connect();
    }

    @AfterAll
    static void stop() {
        client.shutdown();
        server.close();
    }

    @Override
    protected RouteStore open() {
        redis.sync().flushall();
        return connect();
    }

    /** Takes that much from what every key has left to live. */
    @Override
    protected void pass(Duration time) {
        var keys = redis.sync();
        for (var key : keys.keys("*")) {
            long leftMs = keys.pttl(key) - time.toMillis();
            if (leftMs > 0) {
                keys.pexpire(key, leftMs);
            } else {
                keys.del(key);
            }
        }
    }

    @Test
    void writesWhatTheContractSaysAndNothingThatLivesForEver() {
        try (var store = open()) {
            store.claim(ROUTE, TTL);
            store.putToken("ab", new TokenGrant("m1", 1, "p1"), TTL);

            assertThat(redis.sync().hgetall("match:m1"))
                    .containsEntry("server_id", "s1")
                    .containsEntry("instance", "i1")
                    .containsEntry("attempt", "1")
                    .containsEntry("epoch", "1000")
                    .containsEntry("state", "PLAYING")
                    .containsEntry("rules", "rules")
                    .hasSize(6);
            assertThat(redis.sync().keys("*")).containsExactlyInAnyOrder("match:m1", "token:ab");
            assertThat(redis.sync().pttl("match:m1")).isBetween(1L, TTL.toMillis());
            assertThat(redis.sync().pttl("token:ab")).isBetween(1L, TTL.toMillis());
        }
    }

    @Test
    void leavesAMatchToOneOfTwoProcesses() {
        try (var first = open();
                var second = connect()) {
            var claims =
                    List.of(first, second).parallelStream()
                            .map(store -> store.claim(routeOf(store == first ? "a" : "b"), TTL))
                            .toList();

            assertThat(claims).containsOnlyOnce(new Claim.Claimed());
        }
    }

    @Test
    void saysAtOnceThatRedisIsAwayAndGoesOnWhenItIsBack() throws Exception {
        try (var store = open()) {
            store.claim(ROUTE, TTL);
            server.stop();

            Eventually.eventually(SOON, () -> assertUnavailable(() -> store.find("m1")));
            assertUnavailable(() -> store.claim(ROUTE, TTL));
            assertUnavailable(() -> store.redeem("ab"));

            server.restart();
            Eventually.eventuallyTrue(SOON, "routes are found", () -> isAnswered(store));
            assertThat(store.find("m1")).isEmpty();
            assertThat(store.claim(ROUTE, TTL)).isEqualTo(new Claim.Claimed());
        }
    }

    @Test
    void doesNotBelieveWhatIsNoRoute() {
        try (var store = open()) {
            redis.sync().hset("match:m1", "epoch", "many");

            assertUnavailable(() -> store.find("m1"));
            redis.sync().set("token:ab", "what is this");
            assertUnavailable(() -> store.redeem("ab"));
        }
    }

    @Test
    void refusesToStartWithoutARedis() {
        assertThatThrownBy(() -> RedisRouteStore.connect(RedisConfig.at("redis://127.0.0.1:1")))
                .isInstanceOf(RouteUnavailable.class)
                .hasMessageContaining("127.0.0.1");
        assertThatThrownBy(() -> RedisConfig.at("http://127.0.0.1"))
                .hasMessageContaining("redis://host:port");
    }

    private static RouteStore connect() {
        // A machine that stands still for a while is no Redis that is away.
        return RedisRouteStore.connect(
                new RedisConfig(Secret.of(server.url()), SOON, SOON, WAITING_MAX));
    }

    private static boolean isAnswered(RouteStore store) {
        try {
            store.find("m1");
            return true;
        } catch (RouteUnavailable e) {
            return false;
        }
    }

    private static Route routeOf(String server) {
        return new Route("m2", server, "i", 1, 1_000, Route.State.PLAYING, "rules");
    }

    private static void assertUnavailable(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(RouteUnavailable.class);
    }
}
