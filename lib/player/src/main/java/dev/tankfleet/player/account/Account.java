package dev.tankfleet.player.account;

/**
 * A player who is logged in.
 *
 * @param userId id of the player
 * @param accessToken shows who he is, for five minutes
 * @param refreshToken good for one new pair of tokens
 */
public record Account(String userId, String accessToken, String refreshToken) {
    /** Keeps the tokens out of logs. */
    @Override
    public String toString() {
        return "Account[" + userId + "]";
    }
}
