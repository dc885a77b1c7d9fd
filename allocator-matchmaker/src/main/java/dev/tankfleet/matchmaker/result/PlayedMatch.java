package dev.tankfleet.matchmaker.result;

import java.time.Instant;

/**
 * A finished match, as one of its players remembers it.
 *
 * @param matchId id of the match
 * @param mode game mode
 * @param map map id
 * @param region where it was played
 * @param startedAt its first tick, to the ms
 * @param endedAt its last tick, to the ms
 * @param reason word for why it ended
 * @param kills tanks that the player destroyed
 * @param deaths tanks that the player lost
 * @param score points of the player
 * @param place 1 for the most points; those with equal points share a place
 * @param players how many people took part
 */
public record PlayedMatch(
        String matchId,
        String mode,
        String map,
        String region,
        Instant startedAt,
        Instant endedAt,
        String reason,
        int kills,
        int deaths,
        int score,
        int place,
        int players) {
    /** Where the list goes on after this match. */
    public HistoryCursor cursor() {
        return new HistoryCursor(endedAt.toEpochMilli(), matchId);
    }
}
