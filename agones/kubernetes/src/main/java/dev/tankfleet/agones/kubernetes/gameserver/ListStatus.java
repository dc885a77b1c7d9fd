package dev.tankfleet.agones.kubernetes.gameserver;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.List;

/**
 * A list of distinct values.
 *
 * @param capacity most values it takes
 * @param values the values, oldest first
 */
public record ListStatus(
        @JsonProperty("capacity") long capacity, @JsonProperty("values") List<String> values) {
    public ListStatus {
        values = Copies.list(values);
    }
}
