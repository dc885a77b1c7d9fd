package dev.tankfleet.backup.redis;

import dev.tankfleet.backup.program.Program;
import dev.tankfleet.backup.program.Server;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A Redis on loopback that has loaded a dump. It believes that it follows another, which is
 * nowhere: so it keeps keys whose time is over, as the dump has them, and takes no writes. Owned by
 * the thread of one command.
 */
final class ThrowawayRedis implements AutoCloseable {
    /** 128 MiB load in about a second; a hundred times that must do. */
    private static final Duration LOAD_MAX = Duration.ofMinutes(15);

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final Server server;
    private final RedisClient client;
    private final StatefulRedisConnection<byte[], byte[]> connection;

    private ThrowawayRedis(
            Server server, RedisClient client, StatefulRedisConnection<byte[], byte[]> connection) {
        this.server = server;
        this.client = client;
        this.connection = connection;
    }

    /**
     * Starts one that loads a dump.
     *
     * @param folder where it lies, and where the server may work
     * @throws IOException when redis-server is not there or refuses the dump
     */
    static ThrowawayRedis load(Path folder, String dump) throws IOException {
        int port = Server.freePort();
        var password = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        var program =
                Program.of("redis-server", "--bind", "127.0.0.1", "--port", "" + port)
                        .with("--dir", folder.toString())
                        .with("--dbfilename", dump)
                        .with("--save", "", "--appendonly", "no", "--activerehashing", "no")
                        .with("--requirepass", password, "--replicaof", "127.0.0.1", "1")
                        .with("--enable-debug-command", "local");
        var uri =
                RedisURI.builder()
                        .withHost("127.0.0.1")
                        .withPort(port)
                        .withPassword(password.toCharArray())
                        .withTimeout(ANSWER_MAX)
                        .build();
        var client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder().autoReconnect(false).build());
        try {
            var server = program.start(folder, LOAD_MAX, () -> isLoaded(client));
            return new ThrowawayRedis(server, client, client.connect(ByteArrayCodec.INSTANCE));
        } catch (IOException | RedisException e) {
            client.shutdown(Duration.ZERO, ANSWER_MAX);
            throw e instanceof IOException failed ? failed : new IOException(e.getMessage(), e);
        }
    }

    StatefulRedisConnection<byte[], byte[]> connection() {
        return connection;
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(Duration.ZERO, ANSWER_MAX);
        server.close();
    }

    private static boolean isLoaded(RedisClient client) {
        try (var connection = client.connect()) {
            var fields = LiveRedis.fields(connection.sync().info("persistence"));
            return "0".equals(fields.get("loading"));
        } catch (RedisException e) {
            // Not yet.
            return false;
        }
    }
}
