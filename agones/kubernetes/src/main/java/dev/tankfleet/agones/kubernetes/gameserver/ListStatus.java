package dev.tankfleet.agones.kubernetes.gameserver;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;

import java.util.List;
import java.util.Map;

/**
 * A list of distinct values.
 *
 * @param capacity most values it takes
 * @param values the values, oldest first
 * @param more fields that this type does not know
 */
public record ListStatus(
        long capacity,
        List<String> values,
        @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
    public ListStatus {
        values = Copies.list(values);
        more = Copies.fields(more);
    }

    /** A list with that capacity and these values. */
    public static ListStatus of(long capacity, String... values) {
        return new ListStatus(capacity, List.of(values), Map.of());
    }
}
