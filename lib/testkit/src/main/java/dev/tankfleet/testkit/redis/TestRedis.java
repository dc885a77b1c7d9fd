package dev.tankfleet.testkit.redis;

import dev.tankfleet.testkit.port.FreePorts;

import redis.embedded.RedisServer;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A Redis on the loopback address that keeps nothing on disk. Owned by one test class, which may
 * stop and start it; it keeps its port.
 */
public final class TestRedis implements AutoCloseable {
    private final int port;
    private RedisServer server;

    private TestRedis(int port) throws IOException {
        this.port = port;
        this.server = launch(port);
    }

    /**
     * Starts a server on a free port.
     *
     * @throws UncheckedIOException when it does not start
     */
    public static TestRedis start() {
        try {
            return new TestRedis(FreePorts.next());
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not start", e);
        }
    }

    /** Where it is. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Takes it away, with all it had. */
    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not stop", e);
        }
    }

    /** Brings it back, empty, on the same port. */
    public void restart() {
        try {
            server = launch(port);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not start again", e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static RedisServer launch(int port) throws IOException {
        var server =
                RedisServer.newRedisServer()
                        .port(port)
                        .setting("bind 127.0.0.1")
                        .setting("save \"\"")
                        .setting("appendonly no")
                        .build();
        server.start();
        return server;
    }
}
