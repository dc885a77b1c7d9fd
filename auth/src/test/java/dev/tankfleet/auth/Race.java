package dev.tankfleet.auth;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Lets many threads do one thing at the same moment. */
final class Race {
    private static final int SECONDS_MAX = 90;

    private Race() {}

    static <T> List<T> of(int runners, Callable<T> run) {
        var start = new CyclicBarrier(runners);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> finishes =
                    IntStream.range(0, runners)
                            .mapToObj(_ -> threads.submit(() -> runAtStart(start, run)))
                            .toList();
            return finishes.stream().map(Race::finish).toList();
        }
    }

    private static <T> T runAtStart(CyclicBarrier start, Callable<T> run) throws Exception {
        start.await(SECONDS_MAX, TimeUnit.SECONDS);
        return run.call();
    }

    private static <T> T finish(Future<T> future) {
        try {
            return future.get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
