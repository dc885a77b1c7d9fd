package dev.tankfleet.bus.memory;

import dev.tankfleet.bus.Bus.Stored;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The durable messages of all tiers: one stream per tier, and the places up to which consumers have
 * read. Every thread may call it; one lock guards all of it, since durable messages are as rare as
 * matches that end.
 */
final class DurableStreams {
    static final int PLACES_MAX = 1_024;

    private final Border border;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock, and all that hangs below.
    private final Map<Tier, DurableStream> streams = new LinkedHashMap<>();
    private final Map<String, DurablePlace> places = new HashMap<>();

    DurableStreams(Border border) {
        this.border = border;
    }

    /** Keeps a message in the stream of its tier. */
    Stored store(Tier tier, String subject, String messageId, byte[] body) {
        lock.lock();
        try {
            var stored = stream(tier).store(subject, messageId, body);
            changed.signalAll();
            return stored;
        } finally {
            lock.unlock();
        }
    }

    /** The place kept under a consumer's name, the same one for everybody who shares it. */
    DurablePlace place(Tier tier, String pattern, String consumer) {
        lock.lock();
        try {
            var key = tier + " " + consumer;
            var known = places.get(key);
            if (known != null) {
                known.ensurePattern(pattern);
                return known;
            }
            if (places.size() >= PLACES_MAX) {
                throw new IllegalStateException("consumers: more than " + PLACES_MAX);
            }
            var place = new DurablePlace(tier, consumer, pattern, border);
            places.put(key, place);
            streams.values().forEach(place::follow);
            return place;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the next message that a consumer shall handle; null once it does not want one any
     * more.
     */
    @Nullable Taken take(DurablePlace place, Duration retryAfter, BooleanSupplier isStopped) {
        lock.lock();
        try {
            while (!isStopped.getAsBoolean()) {
                // The wait below is in real time, so the clock is too.
                long nowNs = System.nanoTime();
                var next = place.next(nowNs, nowNs + retryAfter.toNanos());
                if (next != null) {
                    return next;
                }
                try {
                    var _ = changed.awaitNanos(place.retryInNs(nowNs));
                } catch (InterruptedException e) {
                    // A handler's leftover: the messages behind still want to be handled.
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Marks a message as done for a consumer; harmless if it was. */
    void acknowledge(Taken taken) {
        lock.lock();
        try {
            taken.progress().acknowledge(taken.sequence());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets everyone who waits look again. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private DurableStream stream(Tier tier) {
        var known = streams.get(tier);
        if (known != null) {
            return known;
        }
        var made = new DurableStream(tier);
        streams.put(tier, made);
        places.values().forEach(place -> place.follow(made));
        return made;
    }

    /**
     * One message in the hands of one consumer.
     *
     * @param progress place in the stream that it came from
     * @param sequence its number there
     * @param subject name as the consumer's tier sees it
     * @param messageId id that it was published under
     * @param body the consumer's own copy
     * @param delivery 1 for the first time
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Taken(
            DurableStream.Progress progress,
            long sequence,
            String subject,
            String messageId,
            byte[] body,
            int delivery) {}
}
