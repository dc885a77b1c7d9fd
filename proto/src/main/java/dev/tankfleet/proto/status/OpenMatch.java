package dev.tankfleet.proto.status;

/**
 * A running match that takes more players.
 *
 * @param matchId id of the match
 * @param mode its game mode
 * @param seats seats that are free and neither prepared nor held, at least 1
 */
public record OpenMatch(String matchId, String mode, int seats) {}
