package dev.tankfleet.proto.command;

import org.jspecify.annotations.Nullable;

/**
 * A place in a match for one player, and the hash of the token that opens it.
 *
 * @param playerId id of the player
 * @param team team to join; null: the mode decides
 * @param tokenSha256 SHA-256 of the one-time token, 64 lower-case hexadecimal digits
 */
public record Seat(String playerId, @Nullable Integer team, String tokenSha256) {}
