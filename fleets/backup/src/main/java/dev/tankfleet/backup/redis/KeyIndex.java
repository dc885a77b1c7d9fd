package dev.tankfleet.backup.redis;

import dev.tankfleet.backup.drill.Outcome;
import dev.tankfleet.backup.index.Lines;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All keys of a dump: database, key, Redis' own digest of the value, and when it ends. The digest
 * ({@code DEBUG DIGEST-VALUE}) is the same in whatever order a server keeps the members of a set or
 * the fields of a hash; {@code DUMP} is not. Owned by the thread of one command.
 */
final class KeyIndex {
    private static final int BATCH = 500;
    private static final int DATABASES_MAX = 16;
    private static final int FIELDS = 4;
    private static final long NO_END = -1;
    private static final long GONE = -2;
    private static final Duration BATCH_MAX = Duration.ofMinutes(1);

    /** What DEBUG says of a key that is not there. */
    private static final String NOTHING = "0".repeat(40);

    private final StatefulRedisConnection<byte[], byte[]> redis;

    KeyIndex(StatefulRedisConnection<byte[], byte[]> redis) {
        this.redis = redis;
    }

    /**
     * Lists all keys.
     *
     * @return how many; keys whose time ended since the dump was made are not among them
     * @throws IOException when the server fails or the file cannot be written
     */
    long write(Path file) throws IOException {
        long count = 0;
        try (var out = Lines.write(file)) {
            for (int database = 0; database < DATABASES_MAX; database++) {
                var commands = redis.sync();
                commands.select(database);
                long size = commands.dbsize();
                long listed = 0;
                ScanCursor cursor = ScanCursor.INITIAL;
                while (size > 0 && !cursor.isFinished()) {
                    var page = commands.scan(cursor, ScanArgs.Builder.limit(BATCH));
                    listed += page.getKeys().size();
                    for (var entry : entries(database, page.getKeys())) {
                        out.write(entry.line());
                        out.newLine();
                    }
                    cursor = page;
                }
                if (listed > size) {
                    throw new IOException("redis: %d keys listed of %d".formatted(listed, size));
                }
                count += listed;
            }
        } catch (RedisException e) {
            throw new IOException("redis: listing keys: " + e.getMessage(), e);
        }
        return count;
    }

    /**
     * Holds a loaded dump against a list.
     *
     * @param now keys that ended before have a value but no time to compare
     * @throws IOException when the server fails or the file cannot be read
     */
    Outcome compare(Path file, long keys, Instant now) throws IOException {
        var count = new Outcome.Count();
        try (var in = Lines.read(file)) {
            var batch = new ArrayList<Entry>();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                batch.add(Entry.parse(line));
                if (batch.size() == BATCH) {
                    compare(batch, now, count);
                    batch.clear();
                }
            }
            compare(batch, now, count);
            long held = size();
            for (long extra = keys; extra < held; extra++) {
                count.unexpected("a key more than were listed");
            }
            if (held < keys) {
                count.note("the server has %d keys of %d".formatted(held, keys));
            }
        } catch (RedisException e) {
            throw new IOException("redis: comparing keys: " + e.getMessage(), e);
        }
        return count.outcome();
    }

    /** How many keys there are, those whose time is over included. */
    long size() {
        var commands = redis.sync();
        long size = 0;
        for (int database = 0; database < DATABASES_MAX; database++) {
            commands.select(database);
            size += commands.dbsize();
        }
        return size;
    }

    private void compare(List<Entry> expected, Instant now, Outcome.Count count)
            throws IOException {
        int from = 0;
        while (from < expected.size()) {
            int database = expected.get(from).database();
            int to = from;
            while (to < expected.size() && expected.get(to).database() == database) {
                to++;
            }
            var part = expected.subList(from, to);
            redis.sync().select(database);
            var found = entries(database, part.stream().map(Entry::key).toList());
            for (int i = 0; i < part.size(); i++) {
                judge(part.get(i), found.get(i), now, count);
            }
            from = to;
        }
    }

    private static void judge(Entry expected, Entry found, Instant now, Outcome.Count count) {
        var name = expected.database() + " " + new String(expected.key(), StandardCharsets.UTF_8);
        boolean isOver = expected.endsAtMs() >= 0 && expected.endsAtMs() <= now.toEpochMilli();
        if (found.digest().equals(NOTHING)) {
            count.missing(name);
        } else if (!found.digest().equals(expected.digest())
                || !(isOver || found.endsAtMs() == expected.endsAtMs())) {
            count.changed(name);
        } else {
            count.same();
        }
    }

    private List<Entry> entries(int database, List<byte[]> keys) throws IOException {
        if (keys.isEmpty()) {
            return List.of();
        }
        var async = redis.async();
        var arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE).add("DIGEST-VALUE");
        keys.forEach(arguments::addKey);
        var digests =
                async.dispatch(
                        CommandType.DEBUG,
                        new NestedMultiOutput<>(ByteArrayCodec.INSTANCE),
                        arguments);
        var ends = keys.stream().map(async::pexpiretime).toList();
        await(digests);
        ends.forEach(KeyIndex::await);
        var answers = digests.toCompletableFuture().join();
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < keys.size(); i++) {
            var digest = new String((byte[]) answers.get(i), StandardCharsets.US_ASCII);
            long end = ends.get(i).toCompletableFuture().join();
            var key64 = Base64.getEncoder().encodeToString(keys.get(i));
            entries.add(new Entry(database, key64, digest, end == GONE ? NO_END : end));
        }
        return entries;
    }

    /** Throws what Redis says, or that it says nothing. */
    private static void await(RedisFuture<?> future) {
        LettuceFutures.awaitOrCancel(future, BATCH_MAX.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** One line. */
    private record Entry(int database, String key64, String digest, long endsAtMs) {
        static Entry parse(String line) throws IOException {
            var fields = line.split("\t", -1);
            if (fields.length != FIELDS) {
                throw new IOException("index: " + line + " (expected: " + FIELDS + " fields)");
            }
            return new Entry(
                    Integer.parseInt(fields[0]), fields[1], fields[2], Long.parseLong(fields[3]));
        }

        byte[] key() {
            return Base64.getDecoder().decode(key64);
        }

        String line() {
            return database + "\t" + key64 + "\t" + digest + "\t" + endsAtMs;
        }
    }
}
