package dev.tankfleet.agones.kubernetes.gameserver;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;

import java.util.Map;

/**
 * A counter.
 *
 * @param count 0 to capacity
 * @param capacity at least 0
 * @param more fields that this type does not know
 */
public record CounterStatus(
        long count, long capacity, @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
    public CounterStatus {
        more = Copies.fields(more);
    }

    /** A counter with that count and capacity. */
    public static CounterStatus of(long count, long capacity) {
        return new CounterStatus(count, capacity, Map.of());
    }
}
