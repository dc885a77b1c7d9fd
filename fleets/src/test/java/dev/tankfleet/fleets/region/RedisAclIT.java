package dev.tankfleet.fleets.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.ChartProcess;
import dev.tankfleet.fleets.chart.ContainerEnvironment;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.route.Route;
import dev.tankfleet.route.RouteStore;
import dev.tankfleet.route.TokenGrant;
import dev.tankfleet.route.redis.RedisConfig;
import dev.tankfleet.route.redis.RedisRouteStore;
import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;

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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Redis as the chart configures it: enough for the route store, and nothing else. */
@OnCharts
@NeedsProgram(Program.REDIS)
final class RedisAclIT {
    private static final Duration TTL = Duration.ofMinutes(1);

    @TempDir private Path folder;
    private ChartProcess server;
    private String script;
    private Map<String, String> places;
    private Path passwords;
    private int port;

    @BeforeEach
    void startRedis() throws IOException {
        var rendered = Chart.REGION.byDefault().rendered();
        port = FreePorts.next();
        passwords = Files.createDirectories(folder.resolve("passwords"));
        var pod = rendered.pod("redis");
        var environment = ContainerEnvironment.of(rendered, pod, "r-redis-0", folder);
        Files.writeString(
                passwords.resolve("services"), environment.secret("r-keys", "redis-password"));
        Files.writeString(
                passwords.resolve("backup"), environment.secret("r-keys", "redis-backup-password"));
        Files.createDirectories(folder.resolve("run"));
        Files.createDirectories(folder.resolve("data"));
        var data = rendered.one("ConfigMap", "r-redis").path("data");
        var local =
                Map.of(
                        "/etc/redis/redis.conf", folder.resolve("redis.conf").toString(),
                        "/etc/redis-passwords", passwords.toString(),
                        "/run/redis", folder.resolve("run").toString(),
                        "0.0.0.0", "127.0.0.1",
                        "dir /data", "dir " + folder.resolve("data"),
                        "6379", Integer.toString(port));
        Files.writeString(
                folder.resolve("redis.conf"),
                ChartProcess.replaced(data.path("redis.conf").asText(), local));
        script = data.path("start.sh").asText();
        places = local;
        start();
    }

    private void start() throws IOException {
        server =
                ChartProcess.start(
                        folder,
                        script,
                        places,
                        List.of(Program.REDIS.path().orElseThrow().getParent()),
                        Map.of());
        server.await("it listens", () -> server.log().contains("Ready to accept connections"));
    }

    @AfterEach
    void stopRedis() {
        server.close();
    }

    @Test
    void takesThePasswordThatGatewaysAndGameServersRead() {
        var rendered = Chart.REGION.byDefault().rendered();
        for (var component : List.of("gateway", "gameserver")) {
            var pod = rendered.pod(component);
            var told = ContainerEnvironment.of(rendered, pod, "r-" + component, folder).variables();
            assertThat(told)
                    .containsEntry("REDIS_URL", "redis://r-redis:6379")
                    .containsEntry("REDIS_USER", "services")
                    .containsKey("REDIS_PASSWORD_FILE");
        }
    }

    /** As an operator does it: the next one behind, then in front, then alone. */
    @Test
    void changesAPasswordAndClosesNoConnection() throws IOException {
        var old = Files.readString(passwords.resolve("services"));
        try (var routes = RedisRouteStore.connect(config());
                var client = RedisClient.create(url("services", old));
                var connection = client.connect()) {
            var mine = connection.sync().clientId();
            for (var content : List.of(old + "\nnext", "next\n" + old + "\n", "next\n")) {
                int known = told();
                ChartProcess.exchange(passwords.resolve("services"), content);
                server.await("Redis knows it", () -> told() > known);
                assertThat(routes.find("m-1")).isEmpty();
                assertThat(connection.sync().clientId()).isEqualTo(mine);
                RedisRouteStore.connect(config()).close();
            }
        }
        assertThatThrownBy(() -> RedisClient.create(url("services", old)).connect())
                .hasStackTraceContaining("WRONGPASS");
    }

    @Test
    void letsTheRouteStoreDoAllItDoes() {
        try (var routes = RedisRouteStore.connect(config())) {
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
        var route = new Route("m-1", "eu-s-1", "i-1", 1, 1_000, Route.State.PLAYING, "r-1");
        try (var routes = RedisRouteStore.connect(config())) {
            routes.claim(route, TTL);
        }

        server.close();
        start();

        try (var routes = RedisRouteStore.connect(config())) {
            assertThat(routes.find("m-1")).contains(route);
        }
    }

    @Test
    void isReadyWhenItAnswersAndNotWhenItOnlyListens() throws IOException {
        var readiness =
                Chart.REGION.byDefault().rendered().pod("redis").container().path("readinessProbe");
        assertThat(server.passes(readiness)).isTrue();

        var known = Files.readString(folder.resolve("run/probe"));
        try (var client = RedisClient.create(url("probe", known));
                var connection = client.connect()) {
            assertRefused(() -> connection.sync().get("match:m-1"));
            assertRefused(() -> connection.sync().info());
        }
        server.close();
        try (var _ = new ServerSocket(port, 8, InetAddress.getLoopbackAddress())) {
            assertThat(server.passes(readiness)).isFalse();
        }
    }

    @Test
    void staysReadyWhenItCannotWriteAnyMore() throws IOException {
        var readiness =
                Chart.REGION.byDefault().rendered().pod("redis").container().path("readinessProbe");
        ProgramRun.of(List.of("/bin/rm", "-r", folder.resolve("data").toString()), Map.of())
                .mustBeFine();
        try (var client = RedisClient.create(url("backup", password("backup")));
                var connection = client.connect();
                var routes = RedisRouteStore.connect(config())) {
            connection.sync().bgsave();
            server.await("it has failed", () -> isFailed(connection.sync()));

            assertThat(routes.find("m-1")).isEmpty();
            assertThat(server.passes(readiness)).isTrue();
        } finally {
            // Who cannot write does not end when he is asked to.
            server.kill();
        }
    }

    private static boolean isFailed(RedisCommands<String, String> redis) {
        return redis.info("persistence").contains("rdb_last_bgsave_status:err");
    }

    @Test
    void letsNobodyInWithoutAName() {
        try (var client = RedisClient.create("redis://127.0.0.1:" + port)) {
            assertThatThrownBy(client::connect).hasStackTraceContaining("NOAUTH");
        }
    }

    @Test
    void refusesWhatTheRouteStoreNeverSays() throws IOException {
        try (var client = RedisClient.create(url("services", password("services")));
                var connection = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();

            assertRefused(() -> redis.get("other:key"));
            assertRefused(() -> redis.keys("*"));
            assertRefused(redis::flushall);
            assertRefused(() -> redis.configGet("*"));
            assertRefused(() -> redis.eval("return 1", ScriptOutputType.INTEGER));
            assertRefused(redis::clientList);
            assertRefused(() -> redis.clientPause(1));
            assertRefused(redis::aclList);
        }
    }

    @Test
    void letsWhoMakesCopiesFollowAndAskForNoKey() throws IOException {
        try (var client = RedisClient.create(url("backup", password("backup")));
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

    private RedisConfig config() {
        var environment =
                Map.of(
                        "REDIS_URL",
                        "redis://127.0.0.1:" + port,
                        "REDIS_USER",
                        "services",
                        "REDIS_PASSWORD_FILE",
                        passwords.resolve("services").toString());
        return Settings.of(environment).bind(RedisConfig.class, "redis");
    }

    private String url(String user, String password) {
        return "redis://%s:%s@127.0.0.1:%d".formatted(user, password, port);
    }

    private String password(String user) throws IOException {
        return Files.readString(passwords.resolve(user));
    }

    private int told() {
        return (int) server.log().lines().filter(line -> line.contains("knows the new")).count();
    }

    private static void assertRefused(Runnable command) {
        assertThatThrownBy(command::run)
                .isInstanceOf(RedisCommandExecutionException.class)
                .hasMessageContaining("NOPERM");
    }
}
