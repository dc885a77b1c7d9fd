package dev.tankfleet.route;

/**
 * What a one-time token is good for.
 *
 * @param matchId match that it opens
 * @param attempt attempt under which the seat was prepared
 * @param playerId player whose seat it opens
 */
public record TokenGrant(String matchId, int attempt, String playerId) {}
