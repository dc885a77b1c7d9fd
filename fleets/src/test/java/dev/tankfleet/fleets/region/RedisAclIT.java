package dev.tankfleet.fleets.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.ContainerEnvironment;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.route.Route;
import dev.tankfleet.route.RouteStore;
import dev.tankfleet.route.TokenGrant;
import dev.tankfleet.route.redis.RedisConfig;
import dev.tankfleet.route.redis.RedisRouteStore;
import dev.tankfleet.testkit.nats.TestNats;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Redis as the chart configures it: enough for the route store, and nothing else. */
@OnCharts
final class RedisAclIT {
    private static final Duration TTL = Duration.ofMinutes(1);

    @TempDir private Path folder;
    private RedisServerBuilder plan;
    private RedisServer server;
    private String url;
    private String backupUrl;

    @BeforeEach
    void startRedis() throws IOException {
        var rendered = Chart.REGION.byDefault().rendered();
        int port = TestNats.freePort();
        var acl = rendered.one("Secret", "r-keys").at("/data/redis-acl").asText();
        var file = Files.write(folder.resolve("users.acl"), Base64.getDecoder().decode(acl));
        var conf = rendered.one("ConfigMap", "r-redis").path("data").path("redis.conf").asText();
        var builder = RedisServer.newRedisServer().port(port);
        conf.replace("/etc/redis-acl/users.acl", file.toString())
                .replace("0.0.0.0", "127.0.0.1")
                .replace("dir /data", "dir " + folder)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("port "))
                .forEach(builder::setting);
        plan = builder;
        server = plan.build();
        server.start();
        var pod = rendered.pod("gateway");
        var environment =
                new HashMap<>(
                        ContainerEnvironment.of(rendered, pod, "r-gateway-0", folder).variables());
        var told =
                Files.readString(
                        Path.of(environment.get("REDIS_URL_FILE")), StandardCharsets.UTF_8);
        url = told.replace("r-redis:6379", "127.0.0.1:" + port);
        assertThat(url).isNotEqualTo(told);
        var ofBackup = rendered.one("Secret", "r-keys").at("/data/redis-backup-url").asText();
        backupUrl =
                new String(Base64.getDecoder().decode(ofBackup), StandardCharsets.UTF_8)
                        .replace("r-redis:6379", "127.0.0.1:" + port);
    }

    @AfterEach
    void stopRedis() throws IOException {
        server.stop();
    }

    @Test
    void letsTheRouteStoreDoAllItDoes() {
        var config = Settings.of(Map.of("REDIS_URL", url)).bind(RedisConfig.class, "redis");
        try (var routes = RedisRouteStore.connect(config)) {
            var route = new Route("m-1", "eu-s-1", "i-1", 1, 1_000, Route.State.PLAYING, "r-1");

            assertThat(routes.claim(route, TTL)).isInstanceOf(RouteStore.Claim.Claimed.class);
            assertThat(routes.refresh("m-1", 1_000, TTL)).isTrue();
            assertThat(routes.find("m-1")).contains(route);
            var grant = new TokenGrant("m-1", 1, "p-1");
            routes.putToken("0".repeat(64), grant, TTL);
            assertThat(routes.redeem("0".repeat(64))).contains(grant);
            assertThat(routes.end(route, TTL)).isInstanceOf(RouteStore.Claim.Claimed.class);
            routes.forget("m-1", 1_000);
        }
    }

    /** What a volume is for; each route is written by a transaction. */
    @Test
    void keepsRoutesThroughARestart() throws IOException {
        var config = Settings.of(Map.of("REDIS_URL", url)).bind(RedisConfig.class, "redis");
        var route = new Route("m-1", "eu-s-1", "i-1", 1, 1_000, Route.State.PLAYING, "r-1");
        try (var routes = RedisRouteStore.connect(config)) {
            routes.claim(route, TTL);
        }

        server.stop();
        server = plan.build();
        server.start();

        try (var routes = RedisRouteStore.connect(config)) {
            assertThat(routes.find("m-1")).contains(route);
        }
    }

    @Test
    void letsNobodyInWithoutAName() {
        try (var client = RedisClient.create(url.replaceFirst("//.*@", "//"))) {
            assertThatThrownBy(client::connect).hasStackTraceContaining("NOAUTH");
        }
    }

    @Test
    void refusesWhatTheRouteStoreNeverSays() {
        try (var client = RedisClient.create(url);
                var connection = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();

            assertRefused(() -> redis.get("other:key"));
            assertRefused(() -> redis.keys("*"));
            assertRefused(redis::flushall);
            assertRefused(() -> redis.configGet("*"));
            assertRefused(() -> redis.eval("return 1", ScriptOutputType.INTEGER));
            assertRefused(redis::clientList);
            assertRefused(() -> redis.clientPause(1));
        }
    }

    @Test
    void letsWhoMakesCopiesFollowAndAskForNoKey() {
        try (var client = RedisClient.create(backupUrl);
                var connection = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();

            assertThat(redis.info("persistence")).contains("aof_enabled:1");
            assertThat(redis.bgrewriteaof()).contains("rewriting");
            // What a follower says before it reads the stream.
            var capability = new CommandArgs<>(StringCodec.UTF8).add("capa").add("eof");
            var answer =
                    redis.dispatch(
                            () -> "REPLCONF".getBytes(StandardCharsets.US_ASCII),
                            new StatusOutput<>(StringCodec.UTF8),
                            capability);
            assertThat(answer).isEqualTo("OK");
            assertRefused(() -> redis.get("match:m-1"));
            assertRefused(() -> redis.keys("*"));
            assertRefused(redis::flushall);
            assertRefused(() -> redis.configGet("*"));
            assertRefused(() -> redis.replicaof("127.0.0.1", 1));
            assertRefused(() -> redis.clientPause(1));
        }
    }

    private static void assertRefused(Runnable command) {
        assertThatThrownBy(command::run)
                .isInstanceOf(RedisCommandExecutionException.class)
                .hasMessageContaining("NOPERM");
    }
}
