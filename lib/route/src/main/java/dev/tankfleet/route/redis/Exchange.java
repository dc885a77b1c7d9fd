package dev.tankfleet.route.redis;

import dev.tankfleet.route.RouteUnavailable;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Compare-and-set by WATCH, MULTI and EXEC. It needs a connection of its own, since Redis keeps a
 * transaction per connection; a lock lets one thread at a time use it.
 *
 * <p>After a failure nobody knows what the connection still watches: it is thrown away, and the
 * next call opens another one.
 */
final class Exchange implements AutoCloseable {
    /** Other processes that may win the same key one after the other before we give up. */
    private static final int TRIES_MAX = 16;

    private final Supplier<StatefulRedisConnection<String, String>> connect;
    private final Duration waitMax;
    private final ReentrantLock lock = new ReentrantLock();

    // Owned by the lock.
    private @Nullable StatefulRedisConnection<String, String> connection;
    private boolean isClosed;

    Exchange(Supplier<StatefulRedisConnection<String, String>> connect, Duration waitMax) {
        this.connect = connect;
        this.waitMax = waitMax;
    }

    /**
     * Reads a hash, decides, and writes only if nobody has touched it since.
     *
     * @param decide called again when somebody has
     */
    <T> T run(String key, Function<Map<String, String>, Change<T>> decide) {
        if (!lockInTime()) {
            throw new RouteUnavailable("redis: another exchange takes longer than " + waitMax);
        }
        try {
            for (int i = 0; i < TRIES_MAX; i++) {
                var redis = redis();
                redis.watch(key);
                var change = decide.apply(redis.hgetall(key));
                if (change.write() == null) {
                    redis.unwatch();
                    return change.answer();
                }
                redis.multi();
                change.write().accept(redis);
                if (!redis.exec().wasDiscarded()) {
                    return change.answer();
                }
            }
            throw new RouteUnavailable("redis: " + key + " changes without end");
        } catch (RedisException e) {
            drop();
            throw new RouteUnavailable("redis: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            drop();
        } finally {
            lock.unlock();
        }
    }

    private boolean lockInTime() {
        try {
            return lock.tryLock(waitMax.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private RedisCommands<String, String> redis() {
        if (isClosed) {
            throw new RouteUnavailable("redis: the store is closed");
        }
        if (connection == null) {
            connection = connect.get();
        }
        return connection.sync();
    }

    private void drop() {
        if (connection != null) {
            var _ = connection.closeAsync();
            connection = null;
        }
    }

    /**
     * What was decided.
     *
     * @param answer of the whole call, once the write, if there is one, is done
     * @param write commands of the transaction; null: nothing is to be written
     */
    record Change<T>(T answer, @Nullable Consumer<RedisCommands<String, String>> write) {
        static <T> Change<T> none(T answer) {
            return new Change<>(answer, null);
        }
    }
}
