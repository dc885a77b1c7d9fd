package dev.tankfleet.matchmaker.server;

import dev.tankfleet.matchmaker.locate.RoundTrips;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * What a player needs of a server.
 *
 * @param mode game mode
 * @param matchSeats seats of a match in that mode, at least 1
 * @param region the only region that will do, null: any
 * @param rules hash of the rules that the client has, null: any
 * @param roundTrips how far the player is from each region
 * @param excluded servers that have been tried already
 */
public record Wish(
        String mode,
        int matchSeats,
        @Nullable String region,
        @Nullable String rules,
        RoundTrips roundTrips,
        Set<String> excluded) {
    /** Copies the set. */
    public Wish {
        excluded = Set.copyOf(excluded);
    }

    /** The same without some servers. */
    public Wish without(Set<String> servers) {
        return new Wish(mode, matchSeats, region, rules, roundTrips, servers);
    }

    /** The same in one region only. */
    public Wish within(String onlyRegion) {
        return new Wish(mode, matchSeats, onlyRegion, rules, roundTrips, excluded);
    }
}
