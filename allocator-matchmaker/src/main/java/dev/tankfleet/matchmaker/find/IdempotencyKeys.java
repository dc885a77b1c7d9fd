package dev.tankfleet.matchmaker.find;

import dev.tankfleet.matchmaker.find.FindOutcome.Found;
import dev.tankfleet.matchmaker.find.FindOutcome.Queued;
import dev.tankfleet.matchmaker.find.FindOutcome.Refusal;
import dev.tankfleet.matchmaker.find.FindOutcome.Refused;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Gives the same answer to the same request. Shared by request threads and guarded by its own
 * monitor; holds the {@value #KEYS_MAX} newest keys for as long as a token lives, after which the
 * same request finds the same match by its placement.
 *
 * <p>Only seats and tickets are kept: a no may be a yes the next time.
 */
final class IdempotencyKeys {
    private static final int KEYS_MAX = 20_000;
    private static final Duration IN_FLIGHT_WAIT_MAX = Duration.ofSeconds(1);

    private final long keptNs;
    private final LongSupplier nanoClock;

    // Owned by the monitor.
    private final Map<PlayerKey, Remembered> entries =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<PlayerKey, Remembered> eldest) {
                    return size() > KEYS_MAX;
                }
            };

    IdempotencyKeys(Duration kept, LongSupplier nanoClock) {
        this.keptNs = kept.toNanos();
        this.nanoClock = nanoClock;
    }

    /** Answers as before, or works and remembers. */
    FindOutcome once(String key, FindRequest request, Supplier<FindOutcome> work) {
        var mine = new Remembered(request, nanoClock.getAsLong());
        var id = new PlayerKey(request.userId(), key);
        var known = putIfNew(id, mine);
        if (known == null) {
            return work(id, mine, work);
        }
        if (!known.request.equals(request)) {
            return new Refused(Refusal.KEY_REUSED, Duration.ZERO);
        }
        return await(known);
    }

    private FindOutcome work(PlayerKey id, Remembered mine, Supplier<FindOutcome> work) {
        try {
            var outcome = work.get();
            mine.answer.complete(outcome);
            if (!(outcome instanceof Found || outcome instanceof Queued)) {
                forget(id, mine);
            }
            return outcome;
        } finally {
            if (!mine.answer.isDone()) {
                forget(id, mine);
                mine.answer.complete(new Refused(Refusal.SERVERS_SILENT, IN_FLIGHT_WAIT_MAX));
            }
        }
    }

    private static FindOutcome await(Remembered known) {
        try {
            return known.answer.get(IN_FLIGHT_WAIT_MAX.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return new Refused(Refusal.FIND_IN_PROGRESS, IN_FLIGHT_WAIT_MAX);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Refused(Refusal.FIND_IN_PROGRESS, IN_FLIGHT_WAIT_MAX);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is only ever completed", e);
        }
    }

    private synchronized @Nullable Remembered putIfNew(PlayerKey id, Remembered mine) {
        var known = entries.get(id);
        if (known != null && (!known.answer.isDone() || mine.atNs - known.atNs < keptNs)) {
            return known;
        }
        entries.remove(id);
        entries.put(id, mine);
        return null;
    }

    private synchronized void forget(PlayerKey id, Remembered mine) {
        entries.remove(id, mine);
    }

    private record PlayerKey(String userId, String key) {}

    private static final class Remembered {
        final FindRequest request;
        final long atNs;
        final CompletableFuture<FindOutcome> answer = new CompletableFuture<>();

        Remembered(FindRequest request, long atNs) {
            this.request = request;
            this.atNs = atNs;
        }
    }
}
