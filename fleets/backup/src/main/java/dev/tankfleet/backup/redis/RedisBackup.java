package dev.tankfleet.backup.redis;

import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.CopyWriter;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.copy.Manifest;
import dev.tankfleet.backup.drill.Drilled;
import dev.tankfleet.backup.program.Scratch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * Copies a Redis and proves copies of one. Stateless.
 *
 * <p>The server first shortens its log and writes a dump of its own: that shows that its disk still
 * takes one. What is stored comes over the replication stream, so that no disk has to be shared; it
 * is the same dump, made by the same code of the server, some seconds later.
 */
public final class RedisBackup {
    static final String DUMP = "dump.rdb";
    static final String INDEX = "keys.gz";

    private static final String VERSION = "redis.version";
    private static final String KEYS = "redis.keys";
    private static final String ALL_KEYS = "redis.keys.all";

    private RedisBackup() {}

    /**
     * Makes a copy.
     *
     * @throws IOException when anything fails; then there is no copy
     */
    public static Manifest copy(
            RedisConfig config,
            CopyWriter.Place place,
            String source,
            Path scratchParent,
            InstantSource clock)
            throws IOException {
        try (var scratch = Scratch.in(scratchParent);
                var live = LiveRedis.connect(config)) {
            boolean hasLog = live.rewriteLog();
            live.save();
            var name = new CopyName(Kind.REDIS, source, clock.instant());
            var folder = scratch.folder("dump");
            var dump = folder.resolve(DUMP);
            live.fetch(dump, scratch.folder());
            var facts = new TreeMap<String, String>();
            facts.put(VERSION, live.version());
            facts.put("redis.log-rewritten", Boolean.toString(hasLog));
            facts.put("redis.rdb-version", Integer.toString(RdbFile.check(dump)));
            var index = scratch.folder().resolve(INDEX);
            list(folder, index, facts);
            var copy = CopyWriter.begin(place, name, scratch.folder());
            copy.add(DUMP, dump);
            copy.add(INDEX, index);
            return copy.finish(clock, facts);
        }
    }

    /**
     * Loads a restored copy and holds each key against the list that was made with it.
     *
     * @throws IOException when the dump is broken or does not load
     */
    public static Drilled drill(Manifest manifest, Path files, InstantSource clock)
            throws IOException {
        RdbFile.check(files.resolve(DUMP));
        try (var redis = ThrowawayRedis.load(files, DUMP)) {
            var keys = Long.parseLong(manifest.fact(ALL_KEYS));
            var begun = clock.instant();
            var outcome =
                    new KeyIndex(redis.connection()).compare(files.resolve(INDEX), keys, begun);
            var compared = Duration.between(begun, clock.instant());
            return Drilled.ofMoment(manifest, outcome, compared);
        } catch (IOException e) {
            throw new IOException(
                    "%s, made by Redis %s: %s"
                            .formatted(manifest.copy(), manifest.fact(VERSION), e.getMessage()),
                    e);
        }
    }

    private static void list(Path folder, Path index, Map<String, String> facts)
            throws IOException {
        try (var redis = ThrowawayRedis.load(folder, DUMP)) {
            var keys = new KeyIndex(redis.connection());
            facts.put(KEYS, Long.toString(keys.write(index)));
            facts.put(ALL_KEYS, Long.toString(keys.size()));
        }
    }
}
