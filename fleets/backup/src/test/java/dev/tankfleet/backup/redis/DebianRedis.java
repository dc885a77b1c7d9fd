package dev.tankfleet.backup.redis;

import dev.tankfleet.backup.program.Server;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A Redis as a region runs it: a log of writes, and users of an ACL file. Owned by one test class.
 */
public final class DebianRedis implements AutoCloseable {
    /** What the job says, and nothing else; it needs no key for that. */
    public static final String ACL =
            """
            user default off
            user services on >services-services ~* +@all
            user backup on >backup-backup resetchannels resetkeys -@all +@connection -@dangerous +info +bgsave +bgrewriteaof +replconf +sync
            """;

    private static final Duration START_MAX = Duration.ofSeconds(20);
    private static final int STOP_MAX_S = 10;

    private final int port;
    private final Process process;

    private DebianRedis(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    public static DebianRedis start(Path folder) throws IOException {
        int port = Server.freePort();
        Files.createDirectories(folder);
        var acl = Files.writeString(folder.resolve("users.acl"), ACL);
        var process =
                new ProcessBuilder(
                                Program.REDIS.path().orElseThrow().toString(),
                                "--bind",
                                "127.0.0.1",
                                "--port",
                                Integer.toString(port),
                                "--dir",
                                folder.toString(),
                                "--aclfile",
                                acl.toString(),
                                "--appendonly",
                                "yes",
                                // It would wait 5 s for others who want the same.
                                "--repl-diskless-sync-delay",
                                "0",
                                // For the test's own look at each key.
                                "--enable-debug-command",
                                "local")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("redis.log").toFile())
                        .start();
        var redis = new DebianRedis(port, process);
        Eventually.eventuallyTrue(START_MAX, "Redis answers", redis::isAnswering);
        return redis;
    }

    public String servicesUrl() {
        return "redis://services:services-services@127.0.0.1:" + port;
    }

    public String backupUrl() {
        return "redis://backup:backup-backup@127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(STOP_MAX_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAnswering() {
        var client = RedisClient.create(servicesUrl());
        try (var connection = client.connect()) {
            return connection.sync().ping().equals("PONG");
        } catch (RedisException e) {
            return false;
        } finally {
            client.shutdown();
        }
    }
}
