package dev.tankfleet.route.memory;

import dev.tankfleet.route.RouteUnavailable;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Values that are forgotten when their time is over, bounded in number. Owned by whoever holds the
 * lock of the store around it.
 *
 * <p>An expired value is never seen; it is swept out by a later {@code put}, at most once per
 * {@link #SWEEP_EVERY}, and at once when the map is full.
 */
final class ExpiringMap<V> {
    static final Duration SWEEP_EVERY = Duration.ofSeconds(5);

    private final String name;
    private final int sizeMax;

    // Owned by the store's lock.
    private final Map<String, Expiring<V>> values = new HashMap<>();
    private long sweptAtNs;
    private boolean hasSwept;

    ExpiringMap(String name, int sizeMax) {
        this.name = name;
        this.sizeMax = sizeMax;
    }

    @Nullable V get(String key, long nowNs) {
        var found = values.get(key);
        return found == null || found.isOver(nowNs) ? null : found.value();
    }

    void put(String key, V value, Duration ttl, long nowNs) {
        if (!ttl.isPositive()) {
            throw new IllegalArgumentException("ttl: " + ttl + " (expected: > 0)");
        }
        sweepIfDue(nowNs);
        if (values.size() >= sizeMax && !values.containsKey(key)) {
            throw new RouteUnavailable(
                    name + ": " + values.size() + " (expected: < " + sizeMax + ")");
        }
        values.put(key, new Expiring<>(value, nowNs + ttl.toNanos()));
    }

    void remove(String key) {
        values.remove(key);
    }

    void clear() {
        values.clear();
    }

    int size() {
        return values.size();
    }

    private void sweepIfDue(long nowNs) {
        boolean isDue = !hasSwept || nowNs - sweptAtNs >= SWEEP_EVERY.toNanos();
        if (isDue || values.size() >= sizeMax) {
            values.values().removeIf(value -> value.isOver(nowNs));
            sweptAtNs = nowNs;
            hasSwept = true;
        }
    }

    private record Expiring<V>(V value, long endsAtNs) {
        boolean isOver(long nowNs) {
            return nowNs - endsAtNs >= 0;
        }
    }
}
