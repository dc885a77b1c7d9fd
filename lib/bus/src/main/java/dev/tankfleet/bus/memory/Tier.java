package dev.tankfleet.bus.memory;

import dev.tankfleet.bus.Subject;
import dev.tankfleet.bus.memory.Border.Crossing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One tier and who listens in it. Every thread may call it: senders read an immutable table, and
 * who subscribes replaces it under this object's lock.
 *
 * <p>A table remembers who listens to a subject, so that a message per tick costs one look-up and
 * not a walk over all subscriptions.
 */
final class Tier {
    static final int SUBSCRIPTIONS_MAX = 65_536;

    private static final int SUBJECTS_CACHED_MAX = 8_192;

    private final String region;
    private final Map<String, Crossing> crossings = new ConcurrentHashMap<>();

    // Replaced under the lock, read by everyone.
    private volatile Table table = new Table(Map.of(), List.of(), 0);

    /**
     * A tier without listeners.
     *
     * @param region name of the region; empty for the centre
     */
    Tier(String region) {
        this.region = region;
    }

    boolean isCentre() {
        return region.isEmpty();
    }

    String region() {
        return region;
    }

    /** What is known about subjects that leave this tier; bounded by its only user. */
    Map<String, Crossing> crossings() {
        return crossings;
    }

    synchronized void add(MemorySubscription subscription) {
        if (table.size >= SUBSCRIPTIONS_MAX) {
            throw new IllegalStateException("subscriptions: more than " + SUBSCRIPTIONS_MAX);
        }
        table = table.with(subscription);
    }

    synchronized void remove(MemorySubscription subscription) {
        table = table.without(subscription);
    }

    /** Queues a copy of the message for everyone who listens here; answers how many. */
    int deliver(String subject, byte[] buffer, int length, @Nullable PendingReply reply) {
        var listeners = table.listeners(subject);
        for (var each : listeners.everyone) {
            each.offer(subject, buffer, length, reply);
        }
        if (listeners.queues.length > 0) {
            int turn = listeners.turn.getAndIncrement();
            for (var members : listeners.queues) {
                members[Math.floorMod(turn, members.length)].offer(subject, buffer, length, reply);
            }
        }
        return listeners.everyone.length + listeners.queues.length;
    }

    @Override
    public String toString() {
        return isCentre() ? "centre" : "region " + region;
    }

    /** Who hears one subject: all of the first, one of each of the second. */
    @SuppressWarnings("ArrayRecordComponent") // walked for each message, never compared
    private record Listeners(
            MemorySubscription[] everyone, MemorySubscription[][] queues, AtomicInteger turn) {}

    private static final class Table {
        private final Map<String, List<MemorySubscription>> exact;
        private final List<MemorySubscription> wild;
        private final int size;
        private final Map<String, Listeners> cache = new ConcurrentHashMap<>();

        Table(
                Map<String, List<MemorySubscription>> exact,
                List<MemorySubscription> wild,
                int size) {
            this.exact = exact;
            this.wild = wild;
            this.size = size;
        }

        Listeners listeners(String subject) {
            var known = cache.get(subject);
            if (known != null) {
                return known;
            }
            var found = find(subject);
            // Ids of matches come and go: start anew rather than remember them all.
            if (cache.size() >= SUBJECTS_CACHED_MAX) {
                cache.clear();
            }
            cache.put(subject, found);
            return found;
        }

        Table with(MemorySubscription added) {
            if (Subject.hasWildcard(added.pattern())) {
                var more = new ArrayList<>(wild);
                more.add(added);
                return new Table(exact, more, size + 1);
            }
            var more = new HashMap<>(exact);
            var same = new ArrayList<>(more.getOrDefault(added.pattern(), List.of()));
            same.add(added);
            more.put(added.pattern(), same);
            return new Table(more, wild, size + 1);
        }

        Table without(MemorySubscription removed) {
            if (Subject.hasWildcard(removed.pattern())) {
                var rest = new ArrayList<>(wild);
                return rest.remove(removed) ? new Table(exact, rest, size - 1) : this;
            }
            var same = new ArrayList<>(exact.getOrDefault(removed.pattern(), List.of()));
            if (!same.remove(removed)) {
                return this;
            }
            var rest = new HashMap<>(exact);
            if (same.isEmpty()) {
                rest.remove(removed.pattern());
            } else {
                rest.put(removed.pattern(), same);
            }
            return new Table(rest, wild, size - 1);
        }

        private Listeners find(String subject) {
            var everyone = new ArrayList<MemorySubscription>();
            var queues = new HashMap<String, List<MemorySubscription>>();
            for (var each : exact.getOrDefault(subject, List.of())) {
                sort(each, everyone, queues);
            }
            for (var each : wild) {
                if (Subject.covers(each.pattern(), subject)) {
                    sort(each, everyone, queues);
                }
            }
            return new Listeners(
                    everyone.toArray(MemorySubscription[]::new),
                    queues.values().stream()
                            .map(members -> members.toArray(MemorySubscription[]::new))
                            .toArray(MemorySubscription[][]::new),
                    new AtomicInteger());
        }

        private static void sort(
                MemorySubscription subscription,
                List<MemorySubscription> everyone,
                Map<String, List<MemorySubscription>> queues) {
            var queue = subscription.queue();
            if (queue == null) {
                everyone.add(subscription);
            } else {
                queues.computeIfAbsent(queue, _ -> new ArrayList<>()).add(subscription);
            }
        }
    }
}
