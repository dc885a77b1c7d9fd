package dev.tankfleet.backup.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.DamagedCopy;
import dev.tankfleet.backup.copy.Manifest;
import dev.tankfleet.backup.copy.TestPlace;
import dev.tankfleet.backup.drill.Outcome;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.testkit.damage.FlippedBit;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A real Redis, copied by a user who may do no more than that. */
@NeedsProgram(Program.REDIS)
final class RedisBackupIT {
    private static final InstantSource NOW =
            InstantSource.fixed(Instant.parse("2026-11-22T01:00:00Z"));

    /** Of {@link #fill}. */
    private static final long KEYS = 2_007;

    @TempDir private Path folder;
    private final TestPlace place = TestPlace.inMemory();
    private DebianRedis server;
    private RedisClient client;
    private RedisCommands<String, String> redis;

    @BeforeEach
    void startRedis() throws IOException {
        server = DebianRedis.start(folder.resolve("redis"));
        client = RedisClient.create(server.servicesUrl());
        redis = client.connect().sync();
        fill();
    }

    @AfterEach
    void stopRedis() {
        client.shutdown();
        server.close();
    }

    @Test
    void restoresKeyByKeyWhatTheServerHad() throws IOException {
        var manifest = copy();
        var files = restore(manifest, "restored");

        assertThat(manifest.facts())
                .containsEntry("redis.keys", Long.toString(KEYS))
                .containsEntry("redis.log-rewritten", "true");
        // The list of the server itself, where nobody has written since.
        var live = folder.resolve("live.gz");
        try (var connection = client.connect(ByteArrayCodec.INSTANCE)) {
            assertThat(new KeyIndex(connection).write(live)).isEqualTo(KEYS);
        }
        try (var restored = ThrowawayRedis.load(files, RedisBackup.DUMP)) {
            var outcome = new KeyIndex(restored.connection()).compare(live, KEYS, NOW.instant());
            assertThat(outcome).isEqualTo(new Outcome(KEYS, 0, 0, 0, List.of()));
        }
    }

    @Test
    void findsNothingWrongWithARightCopy() throws IOException {
        var manifest = copy();

        var outcome = RedisBackup.drill(manifest, restore(manifest, "restored"), NOW).outcome();

        assertThat(outcome.isFine()).as("%s", outcome.notes()).isTrue();
        assertThat(outcome.compared()).isEqualTo(KEYS);
    }

    @Test
    void keepsKeysWhoseTimeIsOver() throws IOException {
        redis.dispatch(
                CommandType.DEBUG,
                new StatusOutput<>(StringCodec.UTF8),
                new CommandArgs<>(StringCodec.UTF8).add("SET-ACTIVE-EXPIRE").add(0));
        redis.set("short", "life", SetArgs.Builder.px(1));
        var manifest = copy();

        var outcome = RedisBackup.drill(manifest, restore(manifest, "later"), NOW).outcome();

        assertThat(manifest.facts())
                .containsEntry("redis.keys", Long.toString(KEYS))
                .containsEntry("redis.keys.all", Long.toString(KEYS + 1));
        assertThat(outcome).isEqualTo(new Outcome(KEYS, 0, 0, 0, List.of()));
    }

    @Test
    void namesEachKeyThatIsNotAsListed() throws IOException {
        redis.set("stays", "as it is");
        var first = restore(copy(), "first");
        redis.set("changes", "later");
        redis.del("hash:1");
        redis.sadd("set:2", "one more");
        var second = place.reader().manifest(copyOf("us"));
        var files = restore(second, "second");
        // The newer dump under the older list.
        Files.copy(first.resolve(RedisBackup.INDEX), files.resolve("older"));
        Files.delete(files.resolve(RedisBackup.INDEX));
        Files.move(files.resolve("older"), files.resolve(RedisBackup.INDEX));

        Outcome outcome = RedisBackup.drill(second, files, NOW).outcome();

        assertThat(outcome.isFine()).isFalse();
        assertThat(outcome.missing()).isEqualTo(1);
        assertThat(outcome.changed()).isEqualTo(1);
        assertThat(outcome.notes()).contains("missing: 0 hash:1", "changed: 0 set:2");
    }

    @Test
    void noticesADumpThatIsBroken() throws IOException {
        var manifest = copy();
        var files = restore(manifest, "restored");
        FlippedBit.in(files.resolve(RedisBackup.DUMP));

        assertThatThrownBy(() -> RedisBackup.drill(manifest, files, NOW))
                .isInstanceOf(DamagedCopy.class)
                .hasMessage("the dump's checksum does not fit");
    }

    @Test
    void makesNoCopyWhenTheServerCannotWrite() throws IOException {
        // A folder in place of the file that it would write.
        Files.createDirectory(folder.resolve("redis/dump.rdb"));
        redis.set("more", "to save");

        assertThatThrownBy(this::copy)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("BGSAVE: rdb_last_bgsave_status: err");

        assertThat(place.store().list("")).isEmpty();
    }

    @Test
    void saysThatTheUserIsWrong() {
        var url = server.backupUrl().replace("backup-backup", "wrong");
        assertThatThrownBy(() -> RedisBackup.copy(config(url), place.writer(), "eu", folder, NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("redis: connect")
                .hasMessageContaining("WRONGPASS");
    }

    private CopyName copyOf(String source) throws IOException {
        var manifest =
                RedisBackup.copy(config(server.backupUrl()), place.writer(), source, folder, NOW);
        return CopyName.parse(manifest.copy()).orElseThrow();
    }

    private Manifest copy() throws IOException {
        return place.reader().manifest(copyOf("eu"));
    }

    private Path restore(Manifest manifest, String name) throws IOException {
        var files = Files.createDirectory(folder.resolve(name));
        place.reader().restore(manifest, place.opener(), files);
        return files;
    }

    private static RedisConfig config(String url) {
        return new RedisConfig(Secret.of(url), Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    /** One of each type, small and large, and one in another database. */
    private void fill() {
        for (int i = 0; i < 1_000; i++) {
            redis.hset("hash:" + i, Map.of("server_id", "eu-" + i, "epoch", "" + i));
            redis.pexpire("hash:" + i, 3_600_000 + i);
            redis.set("token:" + i, "match " + i);
        }
        IntStream.range(0, 600).forEach(i -> redis.hset("hash:large", "field" + i, "v" + i));
        IntStream.range(0, 600).forEach(i -> redis.sadd("set:2", "member" + i));
        IntStream.range(0, 600).forEach(i -> redis.zadd("sorted", i, "member" + i));
        IntStream.range(0, 600).forEach(i -> redis.rpush("list", "element" + i));
        redis.xadd("stream", Map.of("field", "value"));
        redis.set("binary", new String(new byte[] {0, 1, 2, 127}, StandardCharsets.UTF_8));
        redis.select(3);
        redis.set("elsewhere", "in another database");
        redis.select(0);
    }
}
