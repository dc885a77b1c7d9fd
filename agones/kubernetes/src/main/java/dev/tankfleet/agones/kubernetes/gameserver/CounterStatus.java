package dev.tankfleet.agones.kubernetes.gameserver;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A counter.
 *
 * @param count 0 to capacity
 * @param capacity at least 0
 */
public record CounterStatus(
        @JsonProperty("count") long count, @JsonProperty("capacity") long capacity) {}
