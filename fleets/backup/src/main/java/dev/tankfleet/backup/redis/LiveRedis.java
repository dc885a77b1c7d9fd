package dev.tankfleet.backup.redis;

import dev.tankfleet.backup.program.Program;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StaticCredentialsProvider;
import io.lettuce.core.api.StatefulRedisConnection;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The Redis that is copied, as the user who may do that and no more. One command's thread. */
final class LiveRedis implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Somebody else may have begun to save a moment before. */
    private static final int ATTEMPTS_MAX = 5;

    private final RedisConfig config;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    private LiveRedis(
            RedisConfig config,
            RedisClient client,
            StatefulRedisConnection<String, String> connection) {
        this.config = config;
        this.client = client;
        this.connection = connection;
    }

    static LiveRedis connect(RedisConfig config) throws IOException {
        var uri = RedisURI.create(config.url().reveal());
        var user = config.user();
        var password = config.password();
        if (user != null && password != null) {
            uri.setCredentialsProvider(
                    new StaticCredentialsProvider(user, password.current().reveal().toCharArray()));
        }
        uri.setTimeout(config.answerMax());
        var client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder().autoReconnect(false).build());
        try {
            return new LiveRedis(config, client, client.connect());
        } catch (RedisException e) {
            client.shutdown(Duration.ZERO, config.answerMax());
            throw failure("connect", e);
        }
    }

    String version() throws IOException {
        return info("server").getOrDefault("redis_version", "unknown");
    }

    /** Makes the log of writes short again, where one is kept; false where none is. */
    boolean rewriteLog() throws IOException {
        if (!"1".equals(info("persistence").get("aof_enabled"))) {
            return false;
        }
        begin("BGREWRITEAOF", () -> connection.sync().bgrewriteaof());
        await(
                "BGREWRITEAOF",
                info ->
                        "0".equals(info.get("aof_rewrite_in_progress"))
                                && "0".equals(info.get("aof_rewrite_scheduled")));
        require("aof_last_bgrewrite_status", "BGREWRITEAOF");
        return true;
    }

    /** Has it write itself down on its own disk, and waits until that is done and went well. */
    void save() throws IOException {
        long before = saves();
        begin("BGSAVE", () -> connection.sync().bgsave());
        await("BGSAVE", info -> "0".equals(info.get("rdb_bgsave_in_progress")));
        require("rdb_last_bgsave_status", "BGSAVE");
        if (saves() == before) {
            throw new IOException("redis: BGSAVE: nothing was saved");
        }
    }

    /** Reads a dump of this moment over the replication stream. */
    void fetch(Path file, Path folder) throws IOException {
        var uri = URI.create(config.url().reveal());
        int port = uri.getPort() < 0 ? RedisURI.DEFAULT_REDIS_PORT : uri.getPort();
        var program =
                Program.of("redis-cli", "-h", uri.getHost(), "-p", Integer.toString(port))
                        .with("--rdb", file.toString());
        if (uri.getScheme().equals("rediss")) {
            program = program.with("--tls");
        }
        as(program, uri).run(folder, config.saveMax());
    }

    /** As the user whom the configuration names, by itself or in the address. */
    private Program as(Program program, URI uri) {
        if (config.user() != null && config.password() != null) {
            return program.with("--user", config.user())
                    .withVariable("REDISCLI_AUTH", config.password().current().reveal());
        }
        var user = uri.getRawUserInfo();
        if (user == null) {
            return program;
        }
        int colon = user.indexOf(':');
        var named = colon > 0 ? program.with("--user", decoded(user.substring(0, colon))) : program;
        return named.withVariable("REDISCLI_AUTH", decoded(user.substring(colon + 1)));
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(Duration.ZERO, config.answerMax());
    }

    private long saves() throws IOException {
        // The time of the last one has only seconds.
        return Long.parseLong(info("persistence").getOrDefault("rdb_saves", "0"));
    }

    private void begin(String what, Runnable command) throws IOException {
        for (int attempt = 1; ; attempt++) {
            await(
                    what,
                    info ->
                            "0".equals(info.get("rdb_bgsave_in_progress"))
                                    && "0".equals(info.get("aof_rewrite_in_progress")));
            try {
                command.run();
                return;
            } catch (RedisException e) {
                if (attempt == ATTEMPTS_MAX) {
                    throw failure(what, e);
                }
            }
        }
    }

    private void await(String what, Predicate<Map<String, String>> isSo) throws IOException {
        long untilNs = System.nanoTime() + config.saveMax().toNanos();
        while (!isSo.test(info("persistence"))) {
            if (System.nanoTime() > untilNs) {
                throw new IOException("redis: " + what + ": not done after " + config.saveMax());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void require(String field, String what) throws IOException {
        var status = info("persistence").get(field);
        if (!"ok".equals(status)) {
            throw new IOException(
                    "redis: %s: %s: %s (expected: ok; its own log says why)"
                            .formatted(what, field, status));
        }
    }

    private Map<String, String> info(String section) throws IOException {
        try {
            return fields(connection.sync().info(section));
        } catch (RedisException e) {
            throw failure("INFO", e);
        }
    }

    static Map<String, String> fields(String info) {
        return info.lines()
                .filter(line -> line.indexOf(':') > 0)
                .collect(
                        Collectors.toMap(
                                line -> line.substring(0, line.indexOf(':')),
                                line -> line.substring(line.indexOf(':') + 1).strip(),
                                (first, second) -> second));
    }

    private static String decoded(String text) {
        // A plus is a plus in this part of an address.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IOException failure(String what, RedisException e) {
        var cause = e.getCause();
        return new IOException(
                "redis: " + what + ": " + (cause == null ? e : cause).getMessage(), e);
    }
}
