package dev.tankfleet.auth.login;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Computes hashes on a few threads of its own; shared by request threads. Platform threads, since a
 * hash never blocks: on virtual threads two hashes would hold both carriers of a small machine and
 * every other request with them.
 */
final class HashingPool implements AutoCloseable {
    private static final Duration STOP_MAX = Duration.ofSeconds(2);

    private final ThreadPoolExecutor threads;
    private final Duration waitMax;

    HashingPool(HashingConfig config) {
        int size = config.threadsOrCores();
        this.threads =
                new ThreadPoolExecutor(
                        size,
                        size,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(config.queueMax()),
                        Thread.ofPlatform().name("auth-hash-", 0).daemon().factory());
        this.threads.allowCoreThreadTimeOut(true);
        this.waitMax = config.waitMax();
    }

    /**
     * The result, or nothing if the queue is full or the wait too long; what nobody waits for
     * leaves the queue.
     */
    <T> Optional<T> compute(Callable<T> hash) {
        try {
            return await(threads.submit(hash));
        } catch (RejectedExecutionException _) {
            return Optional.empty();
        }
    }

    int waiting() {
        return threads.getQueue().size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(STOP_MAX.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("a hash did not end within " + STOP_MAX);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> Optional<T> await(Future<T> hash) {
        try {
            return Optional.of(hash.get(waitMax.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            hash.cancel(false);
            threads.purge();
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be hashed", e.getCause());
        }
    }
}
