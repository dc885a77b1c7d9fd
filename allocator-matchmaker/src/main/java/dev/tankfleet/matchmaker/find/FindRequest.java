package dev.tankfleet.matchmaker.find;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What a player asks for; the token is checked before and is no part of it.
 *
 * @param userId the player
 * @param gameMode mode to play
 * @param region the only region that will do, null: the best one
 * @param partyId friends who want to play together, null: none
 * @param rules hash of the rules that the client has, null: any
 * @param latenciesMs round trips that the client measured, region to ms
 */
public record FindRequest(
        String userId,
        String gameMode,
        @Nullable String region,
        @Nullable String partyId,
        @Nullable String rules,
        Map<String, Double> latenciesMs) {
    /** Copies the map. */
    public FindRequest {
        latenciesMs = Map.copyOf(latenciesMs);
    }
}
